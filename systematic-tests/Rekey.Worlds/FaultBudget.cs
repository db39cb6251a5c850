using System.Globalization;

namespace Rekey.Worlds;

/// <summary>
/// How much may go wrong, and how much the application and the adversary may ask for, as data: <c>crash=1,join=2,depth=3</c>.
/// Names that are left out count 0; <c>none</c> is the empty budget.
/// </summary>
public sealed record FaultBudget
{
    /// <summary>The names of the grammar, with what each allows.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Names =
    [
        ("crash", "processes that stop for ever"),
        ("recover", "crashed processes that come back as new members"),
        ("leave", "members that leave"),
        ("join", "processes that join, with the smallest or the largest name"),
        ("partition", "splits of a component into any number of parts"),
        ("merge", "merges of any number of components"),
        ("refresh", "requests for a new key without a change of membership"),
        ("send", "payloads that applications multicast"),
        ("replay", "messages that the adversary plays again, to anybody, at any time"),
        ("forge", "messages that the adversary makes up and signs with its own key, or with that of a process that left"),
        ("withhold", "messages that the adversary keeps from a member to whom they are due"),
        ("alter", "messages that the adversary plays with one thing changed"),
        ("transplant", "messages of another group with the same members that the adversary plays"),
        ("depth", "membership faults in a row that may strike an unfinished rekey"),
    ];

    /// <summary>Largest count of a kind.</summary>
    public const int MaxCount = 20;

    private readonly int[] counts;

    private FaultBudget(int[] counts) => this.counts = counts;

    /// <summary>Nothing goes wrong.</summary>
    public static FaultBudget None { get; } = new(new int[Names.Count]);

    /// <summary>The count of a kind.</summary>
    public int this[Fault fault] => counts[(int)fault];

    /// <summary>How many optional transitions the budget allows in all.</summary>
    public int Total => counts.AsSpan(0, (int)Fault.Depth).ToArray().Sum();

    /// <summary>The counts, by number of <see cref="Fault"/>.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>Reads a budget.</summary>
    /// <exception cref="FormatException">An unknown name (the nearest one is suggested), a name twice, or a count that is not 0 to 20.</exception>
    public static FaultBudget Parse(string text)
    {
        var counts = new int[Names.Count];
        if (text.Trim() is "" or "none")
        {
            return None;
        }

        var seen = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var (name, value) = part.Split('=') is [var n, var v] ? (n.Trim(), v.Trim()) : (part.Trim(), "");
            var index = Names.ToList().FindIndex(k => k.Name == name);
            if (index < 0)
            {
                throw new FormatException($"unknown fault '{name}'{Suggestion.For(name, Names.Select(k => k.Name))}; expected name=count with one of {string.Join(", ", Names.Select(k => k.Name))}");
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxCount)
            {
                throw new FormatException($"fault '{name}' has count '{value}'; expected a number from 0 to {MaxCount}, as in {name}=1");
            }

            counts[index] = seen.Add(index) ? count : throw new FormatException($"fault '{name}' is given twice");
        }

        return new FaultBudget(counts);
    }

    /// <summary>The same budget in the grammar, zeros left out.</summary>
    public override string ToString()
    {
        var parts = Names.Select((k, i) => (k.Name, Count: counts[i])).Where(k => k.Count > 0).Select(k => $"{k.Name}={k.Count}").ToList();
        return parts.Count == 0 ? "none" : string.Join(',', parts);
    }

    /// <summary>Equality by counts.</summary>
    public bool Equals(FaultBudget? other) => other is not null && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

/// <summary>The kinds of a <see cref="FaultBudget"/>, in its order.</summary>
public enum Fault
{
    /// <summary>A process stops for ever.</summary>
    Crash,

    /// <summary>A crashed process comes back as a new member.</summary>
    Recover,

    /// <summary>A member leaves.</summary>
    Leave,

    /// <summary>A process joins.</summary>
    Join,

    /// <summary>A component splits.</summary>
    Partition,

    /// <summary>Components merge.</summary>
    Merge,

    /// <summary>An application asks for a new key.</summary>
    Refresh,

    /// <summary>An application sends.</summary>
    Send,

    /// <summary>The adversary plays a message again.</summary>
    Replay,

    /// <summary>The adversary makes up a message.</summary>
    Forge,

    /// <summary>The adversary keeps a message from a member.</summary>
    Withhold,

    /// <summary>The adversary plays a message with one thing changed.</summary>
    Alter,

    /// <summary>The adversary plays a message of another group.</summary>
    Transplant,

    /// <summary>Not a fault: the bound on faults in a row inside an unfinished rekey.</summary>
    Depth,
}
