using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The leader hands a newcomer the keys that it holds itself, beside the new ones.</summary>
public sealed class JoinerGetsOldKeys : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-joiner-gets-old-keys";

    /// <inheritdoc/>
    public override string Bug => "The leader hands a newcomer the keys that it holds itself, beside the new ones.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.BackwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        // The old keys travel in a message of run 0, which the newcomer keeps and nobody else minds.
        if (MessageOf(input) is SecretKeys { Header.Run: 0 })
        {
            return Moot(member);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) != RunTrigger.ReportLast || outcome is not Moved { State: TreeMember { View: { } view } after } moved || member.Ring is not { } ring)
        {
            return outcome;
        }

        var message = new SecretKeys(new Header(binding.Group, view.Id, 0, member.Self), 0, [.. ring.Keys.Select(static k => (k.Key.Number, k.Value))]);
        var newcomers = view.Members.Where((_, place) => after.Reports[place] is ToldPath { Path.IsEmpty: true } && place > 0);
        return moved with { Effects = [.. moved.Effects, .. newcomers.Select(m => new Unicast(m, binding.Envelopes.Seal(message, m, entropy)))] };
    }
}
