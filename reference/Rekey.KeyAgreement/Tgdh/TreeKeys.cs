using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>The keys of a tree's nodes (TGDH-01). Each new key is computed once, when its blinded key is announced or arrives.</summary>
public static class TreeKeys
{
    /// <summary>A member computes what it announces.</summary>
    /// <param name="group">The group.</param>
    /// <param name="tree">The tree at the announcement's sponsor.</param>
    /// <param name="announcement">What is announced; it is ready.</param>
    /// <returns>The tree with the new keys, and the announced blinded keys, from the lowest up.</returns>
    public static (KeyNode Tree, ImmutableArray<CryptoValue> Blinded) Announce(IKeyAgreementGroup group, KeyNode tree, Announcement announcement)
    {
        var blinded = ImmutableArray.CreateBuilder<CryptoValue>(announcement.Count);
        var after = Change(group, tree, announcement, (_, key) =>
        {
            blinded.Add(group.Raise(group.Generator, key!));
            return blinded[^1];
        });
        return (after, blinded.MoveToImmutable());
    }

    /// <summary>Another member takes an announcement, and computes the keys of those of its nodes that are above its own leaf.</summary>
    /// <param name="group">The group.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="announcement">What is announced; it is ready.</param>
    /// <param name="blinded">The blinded keys, from the lowest up.</param>
    /// <param name="agree">Whether an announced blinded key is the one that was computed (TGDH-11).</param>
    /// <returns>The tree with the new keys; null where a blinded key is not that of the key that the member computes (TGDH-11).</returns>
    public static KeyNode? Take(
        IKeyAgreementGroup group, KeyNode tree, Announcement announcement, ImmutableArray<CryptoValue> blinded, Func<CryptoValue, CryptoValue, bool> agree)
    {
        var fits = true;
        var after = Change(group, tree, announcement, (i, key) =>
        {
            fits = fits && (key is null || agree(group.Raise(group.Generator, key), blinded[i]));
            return blinded[i];
        });
        return fits ? after : null;
    }

    /// <summary>The element from which the group key comes: that of the root, once both of its children have blinded keys.</summary>
    public static CryptoValue Root(IKeyAgreementGroup group, KeyNode tree) => Element(group, (KeyBranch)tree)
        ?? throw new SpecificationViolation("the key of a child of the root is unknown at a member below it");

    private static KeyNode Change(IKeyAgreementGroup group, KeyNode tree, Announcement announcement, Func<int, CryptoValue?, CryptoValue> blind) =>
        tree.PathOf(announcement.Sponsor).Change((node, level) =>
        {
            var place = level - announcement.From;
            if (place < 0 || place >= announcement.Count)
            {
                return node;
            }

            var key = node is KeyBranch inner ? Element(group, inner) is { } element ? group.ScalarOf(element) : null : node.Key;
            var blinded = blind(place, key);
            return node is KeyBranch branch ? branch.With(blinded, key) : new KeyLeaf(node.Last, blinded, key);
        });

    /// <summary>K of a branch at a member below it; null elsewhere.</summary>
    private static CryptoValue? Element(IKeyAgreementGroup group, KeyBranch branch) => branch.Left.Key is { } left
        ? group.Raise(branch.Right.Blinded!, left)
        : branch.Right.Key is { } right ? group.Raise(branch.Left.Blinded!, right) : null;
}
