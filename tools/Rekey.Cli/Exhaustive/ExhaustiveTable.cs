using System.Globalization;
using Rekey.Explorer.Exhaustive;
using Rekey.Monitors.Exhaustive;
using Spectre.Console;

namespace Rekey.Cli.Exhaustive;

/// <summary>Searches, one a line.</summary>
internal static class ExhaustiveTable
{
    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<ExhaustiveReport> reports)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("protocol", "n", "faults");
        foreach (var column in (string[])["states", "transitions", "at rest", "judged", "levels", "seconds", "states/s"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("end");
        foreach (var report in reports)
        {
            var (scenario, result) = (report.Request.Scenarios[0], report.Result);
            table.AddRow(
                Markup.Escape(scenario.Protocol.Spec.Name),
                scenario.Members.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(scenario.Faults.ToString()),
                Count(result.States),
                Count(result.Transitions),
                Count(result.AtRest),
                Count(report.Situations),
                result.Levels == 0 ? "-" : Count(result.Levels),
                result.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                Count((long)(result.States / Math.Max(result.Elapsed.TotalSeconds, 0.001))),
                result.End == SearchEnd.Complete ? "complete" : result.End == SearchEnd.Stopped ? "violated" : Markup.Escape($"{result.End.ToString().ToLowerInvariant()}: {Count(result.Left)} left"));
        }

        return table;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
