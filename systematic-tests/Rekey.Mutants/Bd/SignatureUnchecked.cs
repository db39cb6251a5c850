using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>A member of BD believes that a message is of whom its header names, and does not verify the signature.</summary>
public sealed class SignatureUnchecked : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-signature-unchecked";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD believes that a message is of whom its header names, and does not verify the signature.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "alter=3,refresh=1,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) =>
        binding.Forge(envelope.Message, envelope.Message.Header.Sender, envelope.Recipient);
}
