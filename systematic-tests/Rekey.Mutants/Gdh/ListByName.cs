using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>Members with one key and different lists: the next run has two controllers, or none.</summary>
public sealed class ListByName : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-list-by-name";

    /// <inheritdoc/>
    public override string Bug => "Whoever takes a list keeps it in the order of names.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var advance = base.Take(setting, open, message, entropy);
        return message is PartialKeys && advance.Next is { Result: { Foundation: GdhFoundation kept } result } next
            ? advance with { Next = next with { Result = result with { Foundation = kept with { Keys = [.. kept.Keys.OrderBy(static k => k.Member)] } } } }
            : advance;
    }
}
