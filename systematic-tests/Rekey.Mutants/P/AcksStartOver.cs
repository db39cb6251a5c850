using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader counts no ack but the last one: to whoever acks before that, it sends the key again, and is acked again, for ever.</summary>
public sealed class AcksStartOver : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-acks-start-over";

    /// <inheritdoc/>
    public override string Bug => "The leader counts no ack but the last one: to whoever acks before that, it sends the key again, and is acked again, for ever.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        var header = member.Staged is { } staged ? new Header(binding.Group, staged.Epoch.View, staged.Epoch.Run, member.Self) : null;
        if (Trigger(outcome) == PTrigger.AckPartial && outcome is Moved counted)
        {
            var sender = ((Received)input).From;
            var key = binding.Envelopes.Seal(new Key(header!, member.Staged!.Key), sender, entropy);
            return counted with { State = member, Effects = [new Unicast(sender, key)] };
        }

        return outcome is Rejected && MessageOf(input) is Key && member.State == RunState.AwaitingDone
            ? new Moved(
                new Cell(member.Control, (byte)PTrigger.AckPartial),
                member,
                [new Unicast(member.View!.Leader, binding.Envelopes.Sign(new Ack(header!, member.Staged!.KeyId)))],
                outcome.Rule)
            : outcome;
    }
}
