using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>What a fact is about.</summary>
internal enum FactKind : byte
{
    /// <summary>A process took hold of a key.</summary>
    Held,

    /// <summary>A process committed a key: its application was told of it.</summary>
    Committed,

    /// <summary>A process went from one view to another; with what it had committed, sent and delivered in the first.</summary>
    Moved,

    /// <summary>A process sent a payload.</summary>
    SentData,

    /// <summary>A payload was delivered to a process.</summary>
    Delivered,

    /// <summary>A process took hold of a new key of a tree.</summary>
    TreeKey,

    /// <summary>Something can be heard on the network.</summary>
    Heard,

    /// <summary>Who held a key before everybody else, and in which view.</summary>
    Chosen,

    /// <summary>A key is the group key of an epoch; who had to choose it or contribute to it.</summary>
    GroupKey,

    /// <summary>A process rejected an input.</summary>
    Rejected,

    /// <summary>A process used a key before its application was told of it, in one go.</summary>
    UsedEarly,

    /// <summary>A process told its application something else of keys than its state says.</summary>
    Untold,

    /// <summary>A process sent group data: under which traffic key, with which nonce, number and key identifier.</summary>
    Protected,

    /// <summary>A traffic key and a nonce were used together.</summary>
    Encrypted,

    /// <summary>A payload was sent in a view.</summary>
    PayloadIn,

    /// <summary>A process did not do with payloads what its application asked for.</summary>
    Neglected,

    /// <summary>An application asked for a refresh, and was told of no key since.</summary>
    Asked,

    /// <summary>A leader made a plan.</summary>
    Planned,

    /// <summary>A process installed a view; with the newest epoch that it had committed.</summary>
    Brought,
}

/// <summary>Something that happened, as far as a property may depend on it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="View">The view that it is about, by number: it is forgotten when nobody is in that view any more. 0 where it is never forgotten.</param>
/// <param name="Epoch">The epoch that it is about.</param>
/// <param name="Term">The key or the payload, by number.</param>
/// <param name="Member">A process by name: who sent, or who can read.</param>
/// <param name="To">Another view, by number.</param>
/// <param name="Process">A process by its number, from 1; 0 for none.</param>
/// <param name="Number">A count, or a hash.</param>
internal readonly record struct Fact(
    FactKind Kind, int View = 0, Epoch Epoch = default, int Term = 0, MemberId Member = default, int To = 0, int Process = 0, ulong Number = 0)
{
    /// <summary>A hash of it.</summary>
    public ulong Hash => Fingerprint.Mix(
        Fingerprint.Mix(Fingerprint.Mix((ulong)Kind, Epoch.Fingerprint), ((ulong)(uint)Term << 32) | (uint)To),
        Fingerprint.Mix(Fingerprint.Mix(Number, Member.Fingerprint), ((ulong)(uint)View << 32) | (uint)Process));
}

/// <summary>Sets of facts, each a number; the empty one is 0.</summary>
internal sealed class FactSets
{
    private readonly Interner<Fact, Fact> facts = new();
    private readonly Interner<int[], Fact[]> sets = new(new RowComparer());
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ulong, int> added = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(int Set, int View, ulong Kept), int> pruned = new();

    /// <summary>Only the empty set.</summary>
    public FactSets() => sets.NumberOf([], 0, static (_, _) => []);

    /// <summary>How many different sets there are.</summary>
    public int Count => sets.Count;

    /// <summary>The facts of a set.</summary>
    public ReadOnlySpan<Fact> this[int set] => sets[set];

    /// <summary>A set with one more fact.</summary>
    public int Add(int set, in Fact fact)
    {
        var number = facts.NumberOf(fact, 0, static (key, _) => key);
        var key = ((ulong)set << 32) | (uint)number;
        if (added.TryGetValue(key, out var after))
        {
            return after;
        }

        var row = RowOf(sets[set]);
        var at = Array.BinarySearch(row, number);
        return added[key] = at >= 0 ? set : NumberOf([.. row[..~at], number, .. row[~at..]]);
    }

    /// <summary>A set without a fact.</summary>
    public int Remove(int set, Fact fact) => sets[set].Contains(fact) ? NumberOf(RowOf([.. sets[set].Where(f => f != fact)])) : set;

    /// <summary>A set without what is about a view in which nobody is any more. Keys of trees stay if they belong to a run that became a group key.</summary>
    /// <param name="set">The set.</param>
    /// <param name="view">The view.</param>
    /// <param name="runs">The runs of the view that somebody committed, as bits.</param>
    public int Forget(int set, int view, ulong runs)
    {
        var key = (set, view, runs);
        if (pruned.TryGetValue(key, out var after))
        {
            return after;
        }

        var left = sets[set].Where(f => f.View != view).ToList();
        left.AddRange(sets[set].Where(f => f.View == view && f.Kind == FactKind.TreeKey && (runs >> (int)Math.Min(f.Epoch.Run, 63) & 1) != 0).Select(static f => f with { View = 0 }));
        return pruned[key] = NumberOf([.. RowOf([.. left]).Order().Distinct()]);
    }

    private int[] RowOf(Fact[] content)
    {
        var row = new int[content.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = facts.NumberOf(content[i], 0, static (key, _) => key);
        }

        return row;
    }

    private int NumberOf(int[] row) => sets.NumberOf(row, this, static (key, self) => [.. key.Select(n => self.facts[n])]);
}
