using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>The list of a leave still has the partial key of who left: raised to his share, it is the group's element.</summary>
public sealed class LeaversPartialKey : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-leavers-partial-key";

    /// <inheritdoc/>
    public override string Bug => "The controller multicasts the partial keys of those who are gone too, and nobody minds.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next is not GdhAgreement { Result.Foundation: GdhFoundation next })
        {
            return advance;
        }

        var old = (GdhFoundation)setting.Base!.Foundation;
        var gone = old.Keys.Where(k => !setting.View.Contains(k.Member))
            .Select(k => k with { Value = setting.Group.RaiseQuotient(k.Value, next.Share, old.Share) }).ToList();
        return Saying(advance, m => m is PartialKeys keys ? keys with { Keys = [.. gone, .. keys.Keys] } : m);
    }

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => base.Take(
        setting, open, message is PartialKeys keys ? keys with { Keys = [.. keys.Keys.Where(k => setting.View.Contains(k.Member))] } : message, entropy);
}
