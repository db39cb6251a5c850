using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member takes a key from whoever signed it, and acks and ProtoDone do not name the key, so that nobody notices.</summary>
public sealed class KeyUnnamed : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-unnamed";

    /// <inheritdoc/>
    public override string Bug => "A member takes a key from whoever signed it, and acks and ProtoDone do not name the key.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Agreement, Properties.Authenticity, Properties.NoEarlyUse];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "A forged key must reach a member before the leader's does, and be acknowledged and committed: not in every run of 100 schedules of Coyote's portfolio and Q-learning; the explorer's portfolio takes 17.";

    /// <inheritdoc/>
    public override string Faults => "forge=2,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is not Received { Envelope: SymbolicEnvelope envelope } received || envelope.Signer != envelope.Message.Header.Sender)
        {
            return inner.Step(member, input, entropy);
        }

        var believed = envelope.Message switch
        {
            Key key when member is { Leads: false, View: { } view } =>
                binding.Envelopes.Seal(key with { Header = key.Header with { Sender = view.Leader } }, member.Self, entropy),
            Ack ack when member.Staged is { } staged => binding.Envelopes.Sign(ack with { KeyId = staged.KeyId }),
            ProtoDone done when member.Staged is { } staged => binding.Envelopes.Sign(done with { KeyId = staged.KeyId }),
            _ => envelope,
        };
        return inner.Step(member, received with { Envelope = believed }, entropy);
    }
}
