using System.Globalization;
using Rekey.Checking.Judging;

namespace Rekey.Reports.Checking;

/// <summary>Which reports can be merged into one, and what is wrong with those that cannot.</summary>
public static class ShardMerge
{
    /// <summary>Checks that reports are of different shards of one exploration by one build.</summary>
    /// <param name="reports">The reports, at least one.</param>
    /// <param name="partial">Whether shards may be missing.</param>
    /// <exception cref="FormatException">They are not; the message names the files.</exception>
    public static void Require(IReadOnlyList<ReadReport> reports, bool partial)
    {
        CheckReader.RequireThisBuild(reports);
        var (first, seen) = (reports[0], new Dictionary<int, string>());
        foreach (var report in reports)
        {
            if (Difference(first, report) is { } difference)
            {
                throw new FormatException($"{report.Path}: {difference}; expected reports of one exploration");
            }

            foreach (var shard in report.Shards.Done)
            {
                if (!seen.TryAdd(shard, report.Path))
                {
                    throw new FormatException(report.Shards.IsWhole
                        ? $"{report.Path}: is of the whole exploration, and so is {seen[shard]}; expected shards of it, as rekey check --shard makes them"
                        : Text($"{report.Path}: shard {shard}/{report.Shards.Of} is in {seen[shard]} already; expected each shard once"));
                }
            }
        }

        var missing = Enumerable.Range(1, first.Shards.Of).Where(s => !seen.ContainsKey(s)).ToList();
        if (missing.Count > 0 && !partial)
        {
            throw new FormatException(Text(
                $"{(missing.Count == 1 ? "shard" : "shards")} {Few(missing)} of {first.Shards.Of} {(missing.Count == 1 ? "is" : "are")} missing; expected a report of each shard, or --partial"));
        }
    }

    private static string? Difference(ReadReport first, ReadReport other)
    {
        var (a, b) = (first.Document, other.Document);
        var (x, y) = (a.Request, b.Request);
        string? Differs<T>(string what, T one, T two) => EqualityComparer<T>.Default.Equals(one, two)
            ? null
            : Text($"{what} {two?.ToString() ?? "none"}, but {first.Path} has {one?.ToString() ?? "none"}");
        return Differs("mutant", a.Mutant, b.Mutant)
            ?? Differs("seed", x.Seed, y.Seed)
            ?? Differs("strategy", x.Strategy, y.Strategy)
            ?? Differs("schedules", x.Schedules, y.Schedules)
            ?? Differs("seconds", x.Seconds, y.Seconds)
            ?? Differs("steps", x.Steps, y.Steps)
            ?? Differs("breadth", x.Breadth, y.Breadth)
            ?? Differs("protocols", string.Join('+', a.Protocols.Select(static p => p.Protocol)), string.Join('+', b.Protocols.Select(static p => p.Protocol)))
            ?? (Scenarios(a) == Scenarios(b) ? null : $"other scenarios than {first.Path}")
            ?? Differs("number of shards", first.Shards.Of, other.Shards.Of);
    }

    private static string Scenarios(CheckDocument document) => string.Join(" | ", document.Protocols.SelectMany(static p => p.Scenarios).Select(static s => Text($"{s.Members} members {s.Faults}")));

    private static string Few(List<int> numbers) =>
        string.Join(", ", numbers.Take(20)) + (numbers.Count > 20 ? Text($" and {numbers.Count - 20} more") : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
