using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire;

namespace Rekey.Mutants.Bd;

/// <summary>A member takes the identity for a share or a quotient. The acks would give it away later, or the product of the quotients.</summary>
public sealed class IdentityAccepted : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-identity-accepted";

    /// <inheritdoc/>
    public override string Bug => "A member of BD takes the identity for a share or a quotient.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => BdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var element = message is BlindedShare share ? share.Z : ((Quotient)message).X;
        var group = new JudgingGroup(setting.Group, (judged, before, isIdentity) => isIdentity && !(before == 0 && judged.Equals(element)));
        return Right.Take(setting with { Group = group }, open, message, entropy);
    }
}
