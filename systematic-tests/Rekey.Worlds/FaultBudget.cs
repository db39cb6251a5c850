using System.Globalization;

namespace Rekey.Worlds;

/// <summary>
/// How much may go wrong, and how much the application and the adversary may ask for, as data: <c>crash=1,join=2,depth=3</c>.
/// Names that are left out count 0; <c>none</c> is the empty budget.
/// </summary>
public sealed record FaultBudget
{
    /// <summary>The names of the grammar, with what each allows: those of the faults, and the bound on their depth.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Names =
        [.. Fault.All.Select(static f => (f.Word, f.Meaning)), ("depth", "membership faults in a row that may strike an unfinished rekey")];

    /// <summary>Largest count of a kind.</summary>
    public const int MaxCount = 20;

    private readonly int[] counts;

    private FaultBudget(int[] counts) => this.counts = counts;

    /// <summary>Nothing goes wrong.</summary>
    public static FaultBudget None { get; } = new(new int[Names.Count]);

    /// <summary>How often a fault may happen.</summary>
    public int this[Fault fault] => counts[fault.Index];

    /// <summary>How many membership faults in a row may strike an unfinished rekey.</summary>
    public int Depth => counts[^1];

    /// <summary>How many optional transitions the budget allows in all.</summary>
    public int Total => counts.Sum() - Depth;

    /// <summary>The counts, in the order of <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>How often the one fault of a class may happen.</summary>
    public int Of<T>()
        where T : Fault => this[Move.Of<T>()];

    /// <summary>How often faults of a kind may happen in all.</summary>
    public int Of(FaultKind kind) => Fault.All.Where(f => f.Kind == kind).Sum(f => this[f]);

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
