using System.Globalization;
using Rekey.Checking.Judging;
using Rekey.Mutants;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Checking;

/// <summary>What <c>rekey check</c> says of a protocol in words.</summary>
public static class CheckSummary
{
    /// <summary>Writes the summary line, and a line for everything that is not as expected.</summary>
    public static void Write(SampledJudgement judgement, CheckPlan plan, Terminal terminal)
    {
        terminal.Line(Line(judgement, plan.Mutant?.Name));
        foreach (var missed in judgement.Properties.Where(p => p.Found == Found.Missed))
        {
            terminal.Line($"{judgement.Protocol}: {missed.Property} is expected to fail ({missed.Why}), but no attack was found");
        }

        foreach (var none in judgement.Properties.Where(p => p.Found == Found.NoAttack))
        {
            terminal.Line($"{judgement.Protocol}: {none.Property} is expected to fail, but not in every scope: no attack {judgement.Extent}");
        }

        foreach (var unwatched in judgement.Properties.Where(p => p.Found == Found.NotWatched))
        {
            terminal.Line($"{judgement.Protocol}: {unwatched.Property} is expected, but no monitor watches it");
        }

        foreach (var message in Narrow(judgement))
        {
            if (judgement.Breadth == Breadth.Required)
            {
                terminal.Line($"{judgement.Protocol}: vacuous: {message}");
            }
            else if (judgement.Breadth == Breadth.Warned)
            {
                terminal.Warn($"{judgement.Protocol}: {message}");
            }
        }

        if (judgement.Report.Unfinished > 0)
        {
            terminal.Line(Text($"{judgement.Protocol}: unfinished: --steps {judgement.Request.Steps} cut off {judgement.Report.Unfinished:N0} of {judgement.Report.Schedules:N0} schedules; how they end is not judged"));
        }
    }

    /// <summary>
    /// Whether the mutant was caught, by the rule of <see cref="Mutant.IsCaughtBy"/>. Only then is exit code 1 the one to be hoped for; where nothing is
    /// violated, the exit code is that of a protocol that violates nothing.
    /// </summary>
    public static string OfMutant(IReadOnlyList<Judgement> judged, Mutant mutant)
    {
        var violated = judged.SelectMany(static j => j.Properties).Where(static p => p.Found == Found.Violated).Select(static p => p.Property).Distinct().ToList();
        var others = violated.Where(p => p != mutant.CaughtBy[0]).ToList();
        var list = string.Join(", ", others);
        return mutant.IsCaughtBy(violated)
            ? $"the mutant is caught, as it should be: {mutant.Bug} Exit code 1 is what is expected here.{(others.Count > 0 ? $" Violated too: {list}." : "")}"
            : mutant.IsDrilled
            ? (violated.Count > 0 ? $"exploration was not expected to see this mutant, and does: it violates {list}; it should be promised to be caught by that"
                : $"exploration cannot see this mutant, and is not expected to: drills catch it ({Invocation.Of("mutants", "--protocol", mutant.Protocol)})")
            : $"the mutant is NOT CAUGHT; it should be by {mutant.CaughtBy[0]}{(others.Count > 0 ? $", and violates {list} instead" : "")}";
    }

    private static string Line(SampledJudgement judgement, string? mutant)
    {
        var (all, report) = (judgement.Properties, judgement.Report);
        var name = mutant is null ? judgement.Protocol : $"{judgement.Protocol}, mutant {mutant}";
        var end = judgement.Ending switch
        {
            Ending.OutOfMemory => Text($"out of memory after {report.Schedules:N0} schedules; so far "),
            Ending.OutOfTime => Text($"unfinished: out of time after {report.Schedules:N0} of {report.Request.Schedules:N0} schedules; so far "),
            Ending.Interrupted => Text($"interrupted after {report.Schedules:N0} schedules; so far "),
            _ => report.Shards.IsWhole ? "" : $"{report.Shards}: ",
        };
        var violated = all.Where(p => p.Found == Found.Violated).Select(p => p.Property).ToList();
        if (violated.Count > 0)
        {
            return $"{name}: {end}VIOLATED: {string.Join(", ", violated)}";
        }

        var (clean, attacks) = (all.Count(static p => p.Found == Found.NotViolated), all.Where(static p => p.Found == Found.Attack).ToList());
        var fails = attacks.Count switch
        {
            0 => "",
            1 => $", 1 fails as expected (attack found at schedule {attacks[0].Finding!.Schedule})",
            _ => $", {attacks.Count} fail as expected (attacks found at schedules {string.Join(", ", attacks.Select(a => a.Finding!.Schedule))})",
        };
        var settled = all.Count(static p => p.AsExpected && p.IsSettled);
        return $"{name}: {end}{(settled == all.Count ? $"all {all.Count}" : $"{settled} of {all.Count}")} properties as expected: {clean} not violated {judgement.Extent}{fails}";
    }

    private static IEnumerable<string> Narrow(SampledJudgement judgement)
    {
        if (judgement.CellsMissing.Count > 0)
        {
            yield return $"{judgement.CellsMissing.Count} of {judgement.Reachable} reachable cells were never visited: {string.Join(", ", judgement.CellsMissing)}";
        }

        foreach (var goal in judgement.GoalsMissed)
        {
            yield return $"no run reached the goal '{goal}'";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
