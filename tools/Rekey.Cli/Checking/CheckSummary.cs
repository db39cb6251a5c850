using System.Globalization;
using Rekey.Cli.Arguments;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Worlds;

namespace Rekey.Cli.Checking;

/// <summary>What <c>rekey check</c> says of a protocol in words.</summary>
internal static class CheckSummary
{
    /// <summary>Writes the summary line, and a line for everything that is not as expected.</summary>
    public static void Write(Judgement judgement, CheckPlan plan, Terminal terminal)
    {
        terminal.Line(Line(judgement, plan.Mutant?.Name));
        foreach (var missed in judgement.Properties.Where(p => p.Found == Found.Missed))
        {
            terminal.Line($"{judgement.Protocol}: {missed.Property} is expected to fail ({missed.Why}), but no attack was found");
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
            terminal.Line(Text($"{judgement.Protocol}: not judged: liveness in {judgement.Report.Unfinished:N0} of {judgement.Report.Schedules:N0} schedules, which --steps {judgement.Report.Request.Steps} cut off"));
        }
    }

    /// <summary>
    /// Whether the mutant was caught. Only where it violates what its bug is about is exit code 1 the one to be hoped for; where it violates
    /// nothing, the exit code is that of a protocol that violates nothing.
    /// </summary>
    public static string OfMutant(Judgement judgement, Mutant mutant)
    {
        var violated = judgement.Properties.Where(p => p.Found == Found.Violated).Select(p => p.Property).ToList();
        var promised = string.Join(", ", mutant.CaughtBy);
        return violated.Exists(p => mutant.CaughtBy.Contains(p) || p == ScheduleRunner<VsWorld>.SpecificationProperty)
            ? $"the mutant is caught, as it should be: {mutant.Bug} Exit code 1 is what is expected here."
            : violated.Count > 0 ? $"the mutant should be caught by {promised}; this is something else"
            : mutant.IsDrilled ? $"exploration cannot see this mutant, and is not expected to: drills catch it ({Invocation.Of("mutants", "--protocol", mutant.Protocol)})"
            : $"the mutant is NOT CAUGHT; it should be by {promised}";
    }

    private static string Line(Judgement judgement, string? mutant)
    {
        var (all, report) = (judgement.Properties, judgement.Report);
        var name = mutant is null ? judgement.Protocol : $"{judgement.Protocol}, mutant {mutant}";
        var end = report.OutOfMemory ? Text($"out of memory after {report.Schedules:N0} schedules; so far ")
            : report.Interrupted ? Text($"interrupted after {report.Schedules:N0} schedules; so far ")
            : report.Shards.IsWhole ? ""
            : $"{report.Shards}: ";
        var violated = all.Where(p => p.Found == Found.Violated).Select(p => p.Property).ToList();
        if (violated.Count > 0)
        {
            return $"{name}: {end}VIOLATED: {string.Join(", ", violated)}";
        }

        var (holds, attacks) = (all.Count(p => p.Found == Found.Holds), all.Where(p => p.Found == Found.Attack).ToList());
        var fails = attacks.Count switch
        {
            0 => "",
            1 => $", 1 fails as expected (attack found at schedule {attacks[0].Finding!.Schedule})",
            _ => $", {attacks.Count} fail as expected (attacks found at schedules {string.Join(", ", attacks.Select(a => a.Finding!.Schedule))})",
        };
        return holds + attacks.Count == all.Count
            ? $"{name}: {end}all {all.Count} properties as expected: {holds} hold{fails}"
            : $"{name}: {end}{holds + attacks.Count} of {all.Count} properties as expected: {holds} hold{fails}";
    }

    private static IEnumerable<string> Narrow(Judgement judgement)
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
