using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>Trees of one height are merged with the member's own component first, so that members do not get the same tree.</summary>
public sealed class TiesByOwn : AgreementMutant
{
    private static readonly KeyAgreementProtocol Wrong = new OwnFirst();

    /// <inheritdoc/>
    public override string Name => "tgdh-ties-by-own";

    /// <inheritdoc/>
    public override string Bug => "Of trees of one height a member takes its own component's first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => Wrong;

    private sealed class OwnFirst : TgdhProtocol
    {
        protected override KeyNode Merge(Setting setting, IEnumerable<KeyNode> trees) => trees
            .OrderByDescending(static t => t.Height).ThenByDescending(t => t.PathOf(setting.Self).Length).ThenBy(static t => t.Last).Aggregate(TreeChanges.Insert);
    }
}
