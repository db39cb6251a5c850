namespace Rekey.Checking;

/// <summary>Makes one report of those of several shards.</summary>
public static class ReportMerge
{
    /// <summary>
    /// The report of all schedules of the given ones, which must be of different shards of one request. With all shards of an exploration that
    /// nothing ended early, it is the report of the whole, but for the time that it took. Where a violation ended shards, what was found is
    /// that of the whole too; the counts are of all that was run.
    /// </summary>
    public static CheckReport Of(IReadOnlyList<CheckReport> parts)
    {
        var (coverage, goals) = (new Coverage(), new Goals());
        foreach (var part in parts)
        {
            coverage.Add(part.Coverage);
            goals.Add(part.Goals);
        }

        var all = parts.SelectMany(static p => p.Findings.Values).OrderBy(static f => f.Schedule).ToList();
        var last = all.Find(f => parts[0].Request.Ends(f.Violation))?.Schedule ?? long.MaxValue;
        var findings = new SortedDictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var finding in all.Where(f => f.Schedule <= last))
        {
            findings.TryAdd(finding.Violation.Property, finding);
        }

        return parts[0] with
        {
            Schedules = parts.Sum(static p => p.Schedules),
            Steps = parts.Sum(static p => p.Steps),
            ViewChanges = parts.Sum(static p => p.ViewChanges),
            DeepestCascade = parts.Max(static p => p.DeepestCascade),
            Unfinished = parts.Sum(static p => p.Unfinished),
            Elapsed = TimeSpan.FromTicks(parts.Sum(static p => p.Elapsed.Ticks)),
            Interrupted = parts.Any(static p => p.Interrupted),
            OutOfMemory = parts.Any(static p => p.OutOfMemory),
            OutOfTime = parts.Any(static p => p.OutOfTime),
            Shards = Union([.. parts.Select(static p => p.Shards)]),
            Findings = findings,
            Coverage = coverage,
            Goals = goals,
        };
    }

    private static ShardSet Union(IReadOnlyList<ShardSet> sets)
    {
        var union = new ShardSet(sets[0].Of, [.. sets.SelectMany(static s => s.Done).Order()]);
        return union.IsWhole ? ShardSet.Whole : union;
    }
}
