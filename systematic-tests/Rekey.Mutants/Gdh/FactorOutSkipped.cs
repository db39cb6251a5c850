using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>If its receiver did not look, the group's element itself would be on the wire as that member's partial key.</summary>
public sealed class FactorOutSkipped : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-factor-out-skipped";

    /// <inheritdoc/>
    public override string Bug => "A member sends U back as it came.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) =>
        Saying(base.Take(setting, open, message, entropy), m => m is FactorOut factored && message is Downflow downflow ? factored with { Value = downflow.U } : m);
}
