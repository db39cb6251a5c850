using Rekey.Core;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>
/// A node of a key tree as one member sees it (TGDH-01): a leaf for each member, branches with two children. Public is the shape, and the blinded
/// keys; a member's own are the keys on its path. Trees are immutable.
/// </summary>
public abstract class KeyNode
{
    private protected KeyNode(CryptoValue? blinded, CryptoValue? key, int height, int members, MemberId last, ulong hash)
    {
        (Blinded, Key, Height, Members, Last) = (blinded, key, height, members, last);
        Fingerprint = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, blinded?.Fingerprint ?? 0), key?.Fingerprint ?? 0);
    }

    /// <summary>BK = g^k; null where it is not known yet. Above a node without one no node has one.</summary>
    public CryptoValue? Blinded { get; }

    /// <summary>k, the node's key as a scalar: at members below the node, from when they can compute it; never that of the root.</summary>
    public CryptoValue? Key { get; }

    /// <summary>0 for a leaf.</summary>
    public int Height { get; }

    /// <summary>How many leaves are below.</summary>
    public int Members { get; }

    /// <summary>The member of the rightmost leaf.</summary>
    public MemberId Last { get; }

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint { get; }
}

/// <summary>A member's place in a key tree; its key is the member's share.</summary>
public sealed class KeyLeaf(MemberId member, CryptoValue? blinded, CryptoValue? key) : KeyNode(blinded, key, 0, 1, member, member.Fingerprint)
{
    /// <summary>The member.</summary>
    public MemberId Member => Last;
}

/// <summary>An inner node. Its key is a hash of K = BK(one child)^k(other child).</summary>
public sealed class KeyBranch : KeyNode
{
    /// <summary>Makes a node whose key nobody has computed yet.</summary>
    /// <param name="left">The left child.</param>
    /// <param name="right">The right child.</param>
    /// <param name="sponsor">Who computes it, if both children have blinded keys already: the sponsor of the place (TGDH-05, TGDH-09); null for the rightmost leaf below.</param>
    public KeyBranch(KeyNode left, KeyNode right, MemberId? sponsor = null)
        : this(left, right, sponsor, null, null)
    {
    }

    private KeyBranch(KeyNode left, KeyNode right, MemberId? sponsor, CryptoValue? blinded, CryptoValue? key)
        : base(blinded, key, 1 + Math.Max(left.Height, right.Height), left.Members + right.Members, right.Last, Hash(left, right, sponsor))
    {
        (Left, Right, Sponsor) = (left, right, sponsor ?? right.Last);
    }

    /// <summary>The left child.</summary>
    public KeyNode Left { get; }

    /// <summary>The right child.</summary>
    public KeyNode Right { get; }

    /// <summary>Who computes this node, if both children have blinded keys when the announcements begin.</summary>
    public MemberId Sponsor { get; }

    /// <summary>The same node with other keys.</summary>
    public KeyBranch With(CryptoValue? blinded, CryptoValue? key) => new(Left, Right, Sponsor, blinded, key);

    /// <summary>The same node with another child in the place of one.</summary>
    public KeyBranch Replace(KeyNode child, KeyNode replacement) =>
        child == Left ? new KeyBranch(replacement, Right, Sponsor, Blinded, Key) : new KeyBranch(Left, replacement, Sponsor, Blinded, Key);

    private static ulong Hash(KeyNode left, KeyNode right, MemberId? sponsor) =>
        Core.Fingerprint.Mix(Core.Fingerprint.Mix(left.Fingerprint, right.Fingerprint), (sponsor ?? right.Last).Fingerprint);
}
