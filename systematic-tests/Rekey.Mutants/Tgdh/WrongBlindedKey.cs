using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Tgdh;

/// <summary>A sponsor announces the square of the last blinded key.</summary>
public sealed class WrongBlindedKey : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-wrong-blinded-key";

    /// <inheritdoc/>
    public override string Bug => "The last blinded key that a sponsor announces is the square of the right one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Squared(setting, base.Begin(setting, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Squared(setting, base.Take(setting, open, message, entropy));

    private static Advance Squared(Setting setting, Advance advance) => Saying(advance, m =>
        m is BlindedKeys said ? said with { Keys = said.Keys.SetItem(said.Keys.Length - 1, setting.Group.Power(said.Keys[^1], 2)) } : m);
}
