using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Gdh;

/// <summary>The first U of a join is the element of the group key before.</summary>
public sealed class ShareKeptOnJoin : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-share-kept-on-join";

    /// <inheritdoc/>
    public override string Bug => "The controller does not replace its share when others join.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.BackwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next is not GdhAgreement { Result: null, Below: { } own } run || setting.Base?.Foundation is not GdhFoundation old)
        {
            return advance;
        }

        var u = setting.Group.Raise(own, old.Share);
        return Saying(
            advance with { Next = run with { Share = old.Share, Passed = run.Passed is null ? null : u } },
            m => m is Upflow upflow ? upflow with { U = u } : m);
    }
}
