using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>The member whose value was not awaited has no partial key.</summary>
public sealed class ListBeforeAll : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-list-before-all";

    /// <inheritdoc/>
    public override string Bug => "The last newcomer multicasts the list when all values but one are there.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var advance = base.Take(setting, open, message, entropy);
        if (message is not FactorOut || advance.Next is not GdhAgreement { Result: null, Last: { } u } run || run.FactoredOut.Count(static f => f is null) > 2)
        {
            return advance;
        }

        var share = setting.Group.NewScalar(entropy);
        var there = run.List.Select((m, i) => (Member: m, Value: run.FactoredOut[i])).Where(static k => k.Value is not null);
        var foundation = new GdhFoundation(
            [.. there.Select(k => new PartialKey(k.Member, setting.Group.Raise(k.Value!, share))), new PartialKey(setting.Self, u)], share);
        return Advance.To(
            run with { Share = share, Result = new Agreed(setting.Group.Raise(u, share), foundation) },
            new Say(default, new PartialKeys(setting.Header, foundation.Keys)));
    }
}
