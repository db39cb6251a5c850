using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire;

namespace Rekey.Mutants.Bd;

/// <summary>A member does not ask whether the product of all quotients is 1. The acks name the wrong key that it then computes.</summary>
public sealed class ProductUnchecked : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-product-unchecked";

    /// <inheritdoc/>
    public override string Bug => "A member of BD does not ask whether the product of all quotients is 1.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => BdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var right = new JudgingGroup(setting.Group, static (_, _, isIdentity) => isIdentity);
        var advance = Right.Take(setting with { Group = right }, open, message, entropy);
        if (advance.Refusal?.Rule != Spec.Protocols.Bd.Product)
        {
            return advance;
        }

        // The product is what is judged last.
        var blind = new JudgingGroup(setting.Group, (_, before, isIdentity) => before == right.Judged - 1 || isIdentity);
        return Right.Take(setting with { Group = blind }, open, message, entropy);
    }
}
