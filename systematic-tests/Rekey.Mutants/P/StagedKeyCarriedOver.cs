using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>After a run that was cut off, the next leader multicasts the key of that run, encrypted under the new one.</summary>
/// <remarks>
/// Whoever parted from it may have committed that key. Its epoch neither precedes that of the new key nor comes after it, and with partitions alone
/// nobody outside either view learns anything: of all properties KeyIndependence alone objects, and what implies it.
/// </remarks>
public sealed class StagedKeyCarriedOver : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-staged-key-carried-over";

    /// <inheritdoc/>
    public override string Bug => "After a run that was cut off, the next leader multicasts the key of that run, encrypted under the new one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence, Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "A run must be cut off between ack and ProtoDone, and the next view be keyed: not in every run of 100 schedules of Coyote's portfolio and Q-learning; the explorer's portfolio finds it.";

    /// <inheritdoc/>
    public override string Faults => "partition=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        // The key of the run that was cut off travels in a message of run 0.
        if (MessageOf(input) is Key { Header.Run: 0 })
        {
            return new Ignored(new Cell(member.Control, (byte)PTrigger.Key), Spec.Protocols.P.KeyWhileBlocked);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) != PTrigger.ViewLeads || member.Staged is not { } cut || outcome is not Moved { Member.Staged: { } staged } moved)
        {
            return outcome;
        }

        var message = new Key(new Header(binding.Group, staged.Epoch.View, 0, member.Self), binding.Suite.Wrap(staged.Key, cut.Key));
        return moved with { Effects = [.. moved.Effects, new Multicast(binding.Envelopes.Sign(message))] };
    }
}
