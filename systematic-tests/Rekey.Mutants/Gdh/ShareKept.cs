using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Gdh;

/// <summary>A leave changes the list and nothing else.</summary>
public sealed class ShareKept : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-share-kept";

    /// <inheritdoc/>
    public override string Bug => "The controller keeps its share when others leave, so that r'/r is 1.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl, Properties.Refinement];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next is not GdhAgreement { Result: not null } run)
        {
            return advance;
        }

        var old = (GdhFoundation)setting.Base!.Foundation;
        var same = new GdhFoundation([.. old.Keys.Where(k => setting.View.Contains(k.Member))], old.Share);
        var result = new Agreed(setting.Group.Raise(same.Keys[^1].Value, old.Share), same);
        return Saying(advance with { Next = run with { Share = old.Share, Result = result } }, m => m is PartialKeys keys ? keys with { Keys = same.Keys } : m);
    }
}
