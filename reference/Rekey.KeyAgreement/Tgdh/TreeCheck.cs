using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>What must be true of the tree that a component's sponsor announces (TGDH-07).</summary>
public static class TreeCheck
{
    /// <summary>What is wrong with the tree of a component that one does not belong to, as what was expected; null where it can be one.</summary>
    public static string? Objection(KeyNode tree, Component component)
    {
        if (tree.Members != component.Members.Length || !tree.Leaves().Order().SequenceEqual(component.Members))
        {
            return $"a leaf for each of {string.Join(',', component.Members)}";
        }

        return All(tree, static n => n is KeyBranch b ? b.Blinded is null || (b.Left.Blinded is not null && b.Right.Blinded is not null) : n.Blinded is not null)
            ? null
            : "a blinded key for every leaf, and none above a node without one";
    }

    /// <summary>Whether a tree's blinded keys are no identities .</summary>
    public static bool HasNoIdentity(IKeyAgreementGroup group, KeyNode tree) => All(tree, n => n.Blinded is null || !group.IsIdentity(n.Blinded));

    /// <summary>Whether two trees have the same members in the same places.</summary>
    public static bool HaveOneShape(KeyNode left, KeyNode right) => (left, right) switch
    {
        (KeyBranch l, KeyBranch r) => HaveOneShape(l.Left, r.Left) && HaveOneShape(l.Right, r.Right),
        (KeyLeaf l, KeyLeaf r) => l.Member == r.Member,
        _ => false,
    };

    /// <summary>Whether two trees of one shape have the same blinded keys.</summary>
    public static bool HaveOneBlinding(KeyNode left, KeyNode right) => Equals(left.Blinded, right.Blinded)
        && (left is not KeyBranch l || right is not KeyBranch r || (HaveOneBlinding(l.Left, r.Left) && HaveOneBlinding(l.Right, r.Right)));

    private static bool All(KeyNode tree, Func<KeyNode, bool> holds) =>
        holds(tree) && (tree is not KeyBranch branch || (All(branch.Left, holds) && All(branch.Right, holds)));
}
