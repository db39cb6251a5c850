using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader sends ProtoDone on the first ack.</summary>
public sealed class FirstAckIsEnough : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-first-ack-is-enough";

    /// <inheritdoc/>
    public override string Bug => "The leader sends ProtoDone on the first ack.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Refinement, Properties.NoEarlyUse];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) != PTrigger.AckPartial || outcome is not Moved moved)
        {
            return outcome;
        }

        var staged = member.Staged!;
        var done = binding.Envelopes.Sign(new ProtoDone(new Header(binding.Group, staged.Epoch.View, staged.Epoch.Run, member.Self), staged.KeyId));
        return moved with { State = UseStaged((PMember)moved.Member, PState.Keyed), Effects = [new Multicast(done), new KeyCommitted(staged.Epoch, staged.Key)] };
    }
}
