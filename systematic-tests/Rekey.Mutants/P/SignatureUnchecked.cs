using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member believes that a message is of whom its header names, and does not verify the signature.</summary>
public sealed class SignatureUnchecked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-signature-unchecked";

    /// <inheritdoc/>
    public override string Bug => "A member believes that a message is of whom its header names, and does not verify the signature.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "alter=3,refresh=1,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return input is Received { Envelope: SymbolicEnvelope { Protection: not Protection.GroupEncrypted } envelope } received
            ? inner.Step(member, received with { Envelope = binding.Forge(envelope.Message, envelope.Message.Header.Sender, envelope.Recipient) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
