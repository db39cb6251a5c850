using System.Globalization;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Coyote;
using Rekey.Explorer.Strategies;
using Rekey.Worlds;

namespace Rekey.Reports.Checking;

/// <summary>What a report must be beyond its form: numbers that some exploration can have. A digest is no seal: anybody can compute it.</summary>
public static class CheckSound
{
    private const long MostSeconds = 1_000_000_000;

    /// <summary>Checks a report.</summary>
    /// <exception cref="FormatException">It cannot be of an exploration; the message names the place.</exception>
    public static void Require(CheckDocument document)
    {
        Shards(document.Shards);
        Asked(document.Request);
        Expect(document.Protocols.Count > 0, "$.protocols", "at least one protocol");
        for (var i = 0; i < document.Protocols.Count; i++)
        {
            Protocol(document.Protocols[i], $"$.protocols[{i}]");
        }

        Once(document.Protocols.Select(static p => p.Protocol), "$.protocols", "each protocol once");
    }

    private static void Shards(CheckShards? shards)
    {
        if (shards is not null)
        {
            Expect(shards.Of is >= 1 and <= Shard.Most, "$.shards.of", $"a number from 1 to {Shard.Most}");
            Expect(shards.Done.Count > 0 && shards.Done.All(s => s >= 1 && s <= shards.Of), "$.shards.done", $"numbers from 1 to {shards.Of}");
            Once(shards.Done, "$.shards.done", "each shard once");
        }
    }

    private static void Asked(CheckAsked asked)
    {
        string[] strategies = ["portfolio", .. Portfolio.Names, .. CoyoteStrategy.Names.Select(CoyoteStrategy.InRequest)];
        Expect(strategies.Contains(asked.Strategy), "$.request.strategy", $"one of {string.Join(", ", strategies)}");
        Expect(asked.Schedules is null or >= 1, "$.request.schedules", "a number from 1, or null");
        Expect(asked.Seconds is null or (> 0 and <= MostSeconds), "$.request.seconds", "a number of seconds, or null");
        Expect(asked.Steps >= 1, "$.request.steps", "a number from 1");
        Expect(asked.Breadth is "required" or "warned" or "not-judged", "$.request.breadth", "required, warned or not-judged");
    }

    private static void Protocol(CheckedProtocol p, string at)
    {
        Expect(p.Scenarios.Count > 0, $"{at}.scenarios", "at least one scenario");
        for (var i = 0; i < p.Scenarios.Count; i++)
        {
            Scenario(p.Scenarios[i].Members, p.Scenarios[i].Faults, $"{at}.scenarios[{i}]");
        }

        foreach (var (name, count) in (ReadOnlySpan<(string, long)>)[
            ("schedules", p.Schedules), ("steps", p.Steps), ("viewChanges", p.ViewChanges), ("deepestCascade", p.DeepestCascade), ("unfinished", p.Unfinished)])
        {
            Expect(count >= 0, $"{at}.{name}", "no negative number");
        }

        Expect(p.Seconds is >= 0 and <= MostSeconds, $"{at}.seconds", "a number of seconds");
        Expect(p.Workers >= 1, $"{at}.workers", "a number from 1");
        Expect(p.Goals.Select(static g => g.Name).SequenceEqual(Goals.All.Select(static g => g.Name)), $"{at}.goals", $"the goals {string.Join(", ", Goals.All.Select(static g => g.Name))}");
        Expect(p.Goals.All(static g => g.Runs >= 0), $"{at}.goals", "no negative number");
        Counts(p.Cells.Visits, $"{at}.cells.visits");
        Counts(p.Rules.Applied, $"{at}.rules.applied");
        Counts(p.Rules.Rejected, $"{at}.rules.rejected");
        Counts(p.Faults, $"{at}.faults");
        for (var i = 0; i < p.Findings.Count; i++)
        {
            var (finding, place) = (p.Findings[i], $"{at}.findings[{i}]");
            Scenario(finding.Members, finding.Faults, place);
            Expect(finding.Schedule >= 0, $"{place}.schedule", "no negative number");
            Expect(finding.Step >= 0, $"{place}.step", "no negative number");
            Expect(finding.LoopFrom is null || (finding.LoopFrom >= 1 && finding.LoopFrom <= finding.Choices.Count), $"{place}.loopFrom", $"a step from 1 to {finding.Choices.Count}, or null");
        }

        Once(p.Findings.Select(static f => f.Property), $"{at}.findings", "each property once");
    }

    private static void Scenario(int members, string faults, string at)
    {
        Expect(members is >= 1 and <= Worlds.Scenario.MaxMembers, $"{at}.members", $"a number from 1 to {Worlds.Scenario.MaxMembers}");
        try
        {
            _ = FaultBudget.Parse(faults);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{at}.faults: {e.Message}", e);
        }
    }

    private static void Counts(IReadOnlyDictionary<string, long> counts, string at)
    {
        foreach (var (name, count) in counts)
        {
            Expect(count >= 0, $"{at}.{name}", "no negative number");
        }
    }

    private static void Once<T>(IEnumerable<T> items, string at, string expected)
    {
        var all = items.ToList();
        Expect(all.Distinct().Count() == all.Count, at, expected);
    }

    private static void Expect(bool sound, string at, string expected)
    {
        if (!sound)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{at}: expected {expected}"));
        }
    }
}
