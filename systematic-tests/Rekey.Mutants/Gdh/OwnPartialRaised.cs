using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>The controller's own partial key, raised to its share, is the group's element.</summary>
public sealed class OwnPartialRaised : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-own-partial-raised";

    /// <inheritdoc/>
    public override string Bug => "The last newcomer raises its own partial key as well before it multicasts the list, and nobody minds.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.BackwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        if (message is PartialKeys taken && open is GdhAgreement { Last: { } last })
        {
            return base.Take(setting, open, WithLast(taken, last), entropy);
        }

        var advance = base.Take(setting, open, message, entropy);
        return Saying(advance, m => m is PartialKeys keys ? WithLast(keys, advance.Next!.Result!.Element) : m);
    }

    private static PartialKeys WithLast(PartialKeys keys, CryptoValue value) => keys with { Keys = keys.Keys.SetItem(keys.Keys.Length - 1, keys.Keys[^1] with { Value = value }) };
}
