using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The header of group data names the leader as sender, whoever sends it; receivers go by who handed it over, and not by the header.</summary>
public sealed class SendsInLeadersName : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-sends-in-leaders-name";

    /// <inheritdoc/>
    public override string Bug => "The header of group data names the leader as sender, whoever sends it; receivers go by who handed it over.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.EpochBinding];

    /// <inheritdoc/>
    public override string Faults => "send=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: GroupData } envelope } received)
        {
            return inner.Step(member, received with { Envelope = Naming(received.From, envelope, binding) }, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested ? Reprotected(moved, e => Naming(member.View!.Leader, e, binding)) : outcome;
    }

    private static SymbolicEnvelope Naming(MemberId sender, SymbolicEnvelope envelope, SuiteBinding binding)
    {
        var data = (GroupData)envelope.Message;
        return (SymbolicEnvelope)binding.Envelopes.Encrypt(data.Header with { Sender = sender }, data.Sequence, data.KeyId, envelope.TrafficKey!, envelope.Payload!);
    }
}
