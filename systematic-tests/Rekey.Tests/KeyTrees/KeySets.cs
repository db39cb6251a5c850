using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>
/// The naive twin of a key tree: who holds each key, and which keys each member holds. It knows no shapes, only that the sets of any two
/// keys lie one in the other or apart.
/// </summary>
internal sealed class KeySets
{
    public KeySets(KeyTree tree)
    {
        foreach (var branch in tree.Branches())
        {
            Holders.Add(branch.Name, [.. branch.Leaves()]);
        }

        Members = [.. tree.Leaves()];
    }

    public List<MemberId> Members { get; }

    public Dictionary<KeyName, HashSet<MemberId>> Holders { get; } = [];

    public HashSet<KeyName> KeysOf(MemberId member) => [.. Holders.Where(h => h.Value.Contains(member)).Select(static h => h.Key)];

    /// <summary>The whole group, where there is more than one member, and sets that nest.</summary>
    public bool IsTree() => Members.Count == Members.Distinct().Count()
        && (Members.Count == 1 || Holders.Values.Count(h => h.SetEquals(Members)) == 1)
        && Holders.Values.All(a => a.Count > 1 && Holders.Values.All(b => a == b || a.IsProperSubsetOf(b) || b.IsProperSubsetOf(a) || !a.Overlaps(b)));

    /// <summary>
    /// What the paper's policy leaves of a tree when some are gone: each key without them, unless one or none is left to hold it, and each
    /// set once. A key is kept if all of its holders are there.
    /// </summary>
    public List<(HashSet<MemberId> Holders, KeyName? Kept)> Pruned(IReadOnlySet<MemberId> gone)
    {
        var pruned = new List<(HashSet<MemberId> Holders, KeyName? Kept)>();
        foreach (var (name, holders) in Holders.OrderBy(static h => h.Value.Count))
        {
            var left = holders.Except(gone).ToHashSet();
            if (left.Count > 1 && !pruned.Exists(p => p.Holders.SetEquals(left)))
            {
                pruned.Add((left, left.Count == holders.Count ? name : null));
            }
        }

        return pruned;
    }
}
