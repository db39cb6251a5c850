using Rekey.Core;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.O3;

/// <summary>A member that chose the group key acknowledges at once, and then takes no more part in the run.</summary>
public sealed class AckBeforeCompletion : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o3-ack-before-completion";

    /// <inheritdoc/>
    public override string Bug => "A member that chose the group key acknowledges at once, and then takes no more part in the run.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => O3Definition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (member is { State: RunState.AwaitingDone, Open: { } run } && MessageOf(input) is SecretKeys or EncryptedKeys && MessageOf(input)!.Header.Epoch == run.Epoch)
        {
            return Moot(member);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) != RunTrigger.Plan || outcome is not Moved { State: TreeMember { Staged: { } staged, View: { } view } after } moved)
        {
            return outcome;
        }

        var ack = new Ack(new Header(binding.Group, view.Id, staged.Epoch.Run, member.Self), staged.KeyId);
        return moved with { State = after with { Control = (byte)RunState.AwaitingDone }, Effects = [.. moved.Effects, new Unicast(view.Leader, binding.Envelopes.Sign(ack))] };
    }
}
