using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>
/// A member does not look at the run of a message. Stamps keep old messages away; but a share of the next run that is quicker than its lineup counts for the
/// run that is open, and then an honest share is rejected.
/// </summary>
public sealed class RunUnchecked : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-run-unchecked";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD does not look at the run of a message: shares and quotients of any run count for the one that is open.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override string Faults => "refresh=2";

    /// <inheritdoc/>
    protected override Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) =>
        member.Open is { } open && envelope.Message is BlindedShare or Quotient
            ? With(envelope, envelope.Message.Header with { Run = open.Epoch.Run })
            : envelope;
}
