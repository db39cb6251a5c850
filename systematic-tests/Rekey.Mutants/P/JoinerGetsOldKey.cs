using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader hands the key of the old view to a joiner, beside the new one.</summary>
public sealed class JoinerGetsOldKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-joiner-gets-old-key";

    /// <inheritdoc/>
    public override string Bug => "The leader hands the key of the old view to a joiner, beside the new one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.BackwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "join=1,recover=1,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        // The old key travels in a message of run 0, which the joiner keeps and nobody else minds.
        if (MessageOf(input) is Key { Header.Run: 0 })
        {
            return new Ignored(new Cell(member.Control, (byte)PTrigger.Key), Spec.Protocols.P.KeyWhileBlocked);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) != PTrigger.ViewLeads || member.Current is not { } old || outcome is not Moved moved)
        {
            return outcome;
        }

        var view = moved.Member.View!;
        var message = new Key(new Header(binding.Group, view.Id, 0, member.Self), old.Key);
        var joiners = view.Members.Where(m => !member.View!.Contains(m)).Select(m => new Unicast(m, binding.Envelopes.Seal(message, m, entropy)));
        return moved with { Effects = [.. moved.Effects, .. joiners] };
    }
}
