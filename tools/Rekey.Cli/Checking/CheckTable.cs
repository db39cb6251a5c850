using System.Globalization;
using Rekey.Spec;
using Spectre.Console;

namespace Rekey.Cli.Checking;

/// <summary>The one table of <c>rekey check</c>: a line per property, and the counts of the exploration at each protocol's first line.</summary>
internal static class CheckTable
{
    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<Judgement> judged, bool colour)
    {
        var table = new Table().Border(colour ? TableBorder.Rounded : TableBorder.Simple);
        foreach (var (title, right) in new[]
        {
            ("protocol", false), ("property", false), ("expected", false), ("found", false), ("schedules", true), ("steps", true),
            ("view changes", true), ("deepest cascade", true), ("cells covered", true), ("time", true),
        })
        {
            var column = new TableColumn(title).NoWrap().Padding(0, 0, 1, 0);
            table.AddColumn(right ? column.RightAligned() : column);
        }

        table.Columns[6].Header = new Text("view\nchanges");
        table.Columns[7].Header = new Text("deepest\ncascade");
        table.Columns[8].Header = new Text("cells\ncovered");
        foreach (var judgement in judged)
        {
            for (var i = 0; i < judgement.Properties.Count; i++)
            {
                table.AddRow(Line(judgement, i, colour).Select(t => new Markup(t)));
            }

            if (judgement != judged[^1])
            {
                table.AddEmptyRow();
            }
        }

        return table;
    }

    private static IEnumerable<string> Line(Judgement judgement, int i, bool colour)
    {
        var (result, report) = (judgement.Properties[i], judgement.Report);
        var found = Markup.Escape(Words(result));
        string[] line =
        [
            i == 0 ? Markup.Escape(judgement.Protocol) : "",
            Markup.Escape(result.Property),
            result.Expected == Expected.Holds ? "holds" : "fails",
            colour ? $"[{(result.Found is Found.Violated or Found.Missed ? "red bold" : result.Found == Found.Attack ? "yellow" : "green")}]{found}[/]" : found,
        ];
        return i > 0 ? [.. line, "", "", "", "", "", ""] :
        [
            .. line, Short(report.Schedules), Short(report.Steps), Short(report.ViewChanges), Short(report.DeepestCascade),
            $"{judgement.Reachable - judgement.CellsMissing.Count}/{judgement.Reachable}", Seconds(report.Elapsed),
        ];
    }

    private static string Words(PropertyResult result) => result.Found switch
    {
        Found.Holds => "holds",
        Found.Attack => $"fails, schedule {Short(result.Finding!.Schedule)}",
        Found.Violated => $"VIOLATED, sch. {Short(result.Finding!.Schedule)}",
        Found.Missed => "NO ATTACK FOUND",
        _ => "stopped early",
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s";

    /// <summary>Four significant digits at most beyond a million; exact below.</summary>
    public static string Short(long count) => count switch
    {
        >= 10_000_000 => (count / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + "M",
        >= 1_000_000 => (count / 1e6).ToString("0.00", CultureInfo.InvariantCulture) + "M",
        _ => count.ToString("N0", CultureInfo.InvariantCulture),
    };
}
