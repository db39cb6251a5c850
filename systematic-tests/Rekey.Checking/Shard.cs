using System.Globalization;

namespace Rekey.Checking;

/// <summary>
/// A part of an exploration that a machine of its own can run. The schedules of N shards are disjoint, and together they are exactly those of
/// the whole exploration, because what a schedule does depends on the seed and its number alone.
/// </summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Of">Of how many.</param>
public sealed record Shard(int Number, int Of)
{
    /// <summary>Most shards of an exploration.</summary>
    public const int Most = 10_000;

    /// <summary>The whole exploration.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>2/5</c>.</summary>
    /// <exception cref="FormatException">It is something else, or there is no such shard.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        var numbers = parts.Select(static p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        return numbers is [var number, var of] && number >= 1 && number <= of && of <= Most
            ? new Shard(number, of)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{text}': expected i/N with i from 1 to N, and N at most {Most}, as in 2/5"));
    }

    /// <summary>
    /// The number of the shard's n-th schedule, from 0. Shards take turns in blocks of as many schedules as there are scenarios: schedule number s
    /// explores scenario s modulo their number, so each block, and with it each shard, meets every scenario.
    /// </summary>
    public long ScheduleAt(long n, int scenarios) => ((((n / scenarios) * Of) + Number - 1) * scenarios) + (n % scenarios);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");
}

/// <summary>Which shards of an exploration a report is of.</summary>
/// <param name="Of">Into how many it was divided.</param>
/// <param name="Done">Which of them were run, in order.</param>
public sealed record ShardSet(int Of, IReadOnlyList<int> Done)
{
    /// <summary>The whole exploration, not divided.</summary>
    public static ShardSet Whole { get; } = new(1, [1]);

    /// <summary>Whether nothing is missing.</summary>
    public bool IsWhole => Done.Count == Of;

    /// <summary>One shard.</summary>
    public static ShardSet Only(Shard shard) => new(shard.Of, [shard.Number]);

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? "the whole" : string.Create(CultureInfo.InvariantCulture, $"shard {string.Join('+', Done)} of {Of}");
}
