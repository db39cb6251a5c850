using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>
/// In a large part of the tree the keys above a gap stay as they were, and who left knows them. The path of the sponsor covers that up, unless another
/// member is gone elsewhere and the sponsor of that gap draws the new share.
/// </summary>
public sealed class KeyAboveGapKept : AgreementMutant
{
    private static readonly KeyAgreementProtocol Wrong = new Keeping();

    /// <inheritdoc/>
    public override string Name => "tgdh-key-above-gap-kept";

    /// <inheritdoc/>
    public override string Bug => "Below a node that had eight leaves or more, and at it, the keys above a gap stay.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=3,depth=3";

    /// <inheritdoc/>
    public override int Members => 10;

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => Wrong;

    private sealed class Keeping : TgdhProtocol
    {
        private const int Large = 8;

        protected override Pruned Prune(KeyNode kept, IReadOnlyCollection<MemberId> staying, bool isWhole)
        {
            var right = base.Prune(kept, staying, isWhole);
            return isWhole ? right with { Tree = Restore(kept, right.Tree, staying, keeps: false) } : right;
        }

        /// <summary>The tree that is left, with the old keys of the nodes of large parts, as far as there are still two children with blinded keys.</summary>
        private static KeyNode Restore(KeyNode old, KeyNode left, IReadOnlyCollection<MemberId> staying, bool keeps)
        {
            if (old == left || old is not KeyBranch before || left is not KeyBranch after)
            {
                return left;
            }

            keeps |= before.Blinded is not null && before.Members >= Large;
            var (first, second) = (IsLeft(before.Left, staying), IsLeft(before.Right, staying));
            if (!first || !second)
            {
                return Restore(first ? before.Left : before.Right, left, staying, keeps);
            }

            var restored = new KeyBranch(
                Restore(before.Left, after.Left, staying, keeps), Restore(before.Right, after.Right, staying, keeps), after.Sponsor);
            return keeps && restored.Left.Blinded is not null && restored.Right.Blinded is not null ? restored.With(before.Blinded, before.Key) : restored;
        }

        private static bool IsLeft(KeyNode node, IReadOnlyCollection<MemberId> staying) => node.Leaves().Any(staying.Contains);
    }
}
