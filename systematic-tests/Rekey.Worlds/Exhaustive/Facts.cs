using System.Collections.Concurrent;
using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>What a fact is about.</summary>
internal enum FactKind : byte
{
    /// <summary>A message was sent.</summary>
    Sent,

    /// <summary>A key was taken hold of; whether nobody else ever held it before.</summary>
    Held,

    /// <summary>A key was committed; which members of its view did not hold it then, and how many runs of the view had a key before.</summary>
    Committed,

    /// <summary>A view was installed; from which one, and what was committed last in that one.</summary>
    Installed,

    /// <summary>An input was rejected.</summary>
    Rejected,

    /// <summary>A payload was delivered, as the process's nth.</summary>
    Delivered,

    /// <summary>A payload was sent or delivered under a key that was not committed.</summary>
    UsedEarly,

    /// <summary>A new key of a tree was taken hold of.</summary>
    TreeKey,

    /// <summary>A plan was made; with what its members held, and others had held.</summary>
    Planned,
}

/// <summary>Something that happened to a process and that a property may depend on.</summary>
internal readonly record struct Fact(FactKind Kind, Epoch Epoch = default, ulong A = 0, ulong B = 0, ulong C = 0);

/// <summary>The facts of one process.</summary>
/// <param name="Numbers">Numbers of the facts, ascending.</param>
/// <param name="Keys">The keys that it held.</param>
/// <param name="Committed">The epochs that it committed.</param>
/// <param name="Delivered">How many payloads were delivered.</param>
internal sealed record History(int[] Numbers, (Epoch Epoch, ulong Key)[] Keys, Epoch[] Committed, int Delivered);

/// <summary>
/// What happened to processes, as far as properties depend on it: sets of facts, each a number. In which order they happened is in them where it
/// matters. Two runs to the same facts are the same to every monitor.
/// </summary>
internal sealed class Facts
{
    private readonly Interner<Fact, Fact> facts = new();
    private readonly Interner<int[], History> histories = new(new RowComparer());
    private readonly ConcurrentDictionary<ulong, int> added = new();
    private readonly ConcurrentDictionary<ulong, int> reacted = new();

    /// <summary>The empty history is number 0.</summary>
    public Facts() => histories.NumberOf([], 0, static (key, _) => new History(key, [], [], 0));

    /// <summary>How many different histories there are.</summary>
    public int Count => histories.Count;

    /// <summary>A history by its number.</summary>
    public History this[int history] => histories[history];

    /// <summary>A history with one more fact.</summary>
    public int Add(int history, in Fact fact)
    {
        var number = facts.NumberOf(fact, 0, static (key, _) => key);
        var key = ((ulong)history << 32) | (uint)number;
        return added.TryGetValue(key, out var after) ? after : added[key] = With(histories[history], number, fact);
    }

    /// <summary>A history with what a reaction says of itself.</summary>
    public int Add(int history, Reaction reaction)
    {
        if (reaction.Facts.Length == 0)
        {
            return history;
        }

        var key = ((ulong)history << 32) | (uint)reaction.Number;
        if (reacted.TryGetValue(key, out var after))
        {
            return after;
        }

        after = history;
        foreach (var fact in reaction.Facts)
        {
            after = Add(after, fact.Kind == FactKind.Delivered ? fact with { C = (ulong)histories[after].Delivered } : fact);
        }

        return reacted[key] = after;
    }

    private int With(History before, int number, in Fact fact)
    {
        var at = Array.BinarySearch(before.Numbers, number);
        if (at >= 0)
        {
            return histories.NumberOf(before.Numbers, before, static (_, same) => same);
        }

        int[] numbers = [.. before.Numbers[..~at], number, .. before.Numbers[~at..]];
        return histories.NumberOf(numbers, (before, fact), static (row, context) => new History(
            row,
            context.fact.Kind == FactKind.Held ? [.. context.before.Keys, (context.fact.Epoch, context.fact.A)] : context.before.Keys,
            context.fact.Kind == FactKind.Committed ? [.. context.before.Committed, context.fact.Epoch] : context.before.Committed,
            context.before.Delivered + (context.fact.Kind == FactKind.Delivered ? 1 : 0)));
    }
}
