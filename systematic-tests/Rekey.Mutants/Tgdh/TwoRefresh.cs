using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>In a partition every sponsor draws a new share, not only one.</summary>
public sealed class TwoRefresh : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-two-refresh";

    /// <inheritdoc/>
    public override string Bug => "With several sponsors in a partition, each draws a new share.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        if (setting.Lineup.Components.Length > 1)
        {
            return base.Begin(setting, entropy);
        }

        var tree = ((TgdhFoundation)setting.Base!.Foundation).Tree;
        var pruned = TreeChanges.Prune(tree, setting.View.Members, isWhole: true);
        if (pruned.Refresher == setting.Self || !pruned.Sponsors.Contains(setting.Self))
        {
            return base.Begin(setting, entropy);
        }

        var drawn = TreeChanges.Refresh(tree, setting.Self, setting.Group.NewScalar(entropy));
        return base.Begin(setting with { Base = setting.Base with { Foundation = new TgdhFoundation(drawn) } }, entropy);
    }
}
