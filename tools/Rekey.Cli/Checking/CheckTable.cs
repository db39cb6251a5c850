using System.Globalization;
using Rekey.Spec;
using Spectre.Console;

namespace Rekey.Cli.Checking;

/// <summary>The one table of <c>rekey check</c>: a line per property, and the counts of the exploration at each protocol's first line.</summary>
internal static class CheckTable
{
    private const int WideEnough = 112;

    private static readonly (string Title, bool Right)[] Columns =
    [
        ("protocol", false), ("property", false), ("expected", false), ("found", false), ("schedules", true), ("steps", true),
        ("view\nchanges", true), ("deepest\ncascade", true), ("cells\ncovered", true), ("time", true),
    ];

    /// <summary>The table. On a narrow screen the counts stand below it.</summary>
    public static Table Of(IReadOnlyList<Judgement> judged, Terminal terminal)
    {
        var wide = terminal.Console.Profile.Width >= WideEnough;
        var table = new Table().Border(terminal.Interactive && wide ? TableBorder.Rounded : TableBorder.Simple);
        foreach (var (title, right) in Columns.Take(wide ? Columns.Length : 4))
        {
            var column = new TableColumn(new Text(title)).NoWrap().Padding(0, 0, 1, 0);
            table.AddColumn(right ? column.RightAligned() : column);
        }

        foreach (var judgement in judged)
        {
            for (var i = 0; i < judgement.Properties.Count; i++)
            {
                var line = Line(judgement, i, terminal.Interactive);
                table.AddRow((i == 0 && wide ? line.Concat(Counts(judgement)) : line).Select(t => new Markup(t)));
            }

            if (judgement != judged[^1])
            {
                table.AddEmptyRow();
            }
        }

        return wide ? table : table.Caption(string.Join('\n', judged.Select(j => Markup.Escape(Caption(j)))));
    }

    private static IEnumerable<string> Line(Judgement judgement, int i, bool colour)
    {
        var result = judgement.Properties[i];
        var found = Markup.Escape(Words(result));
        var style = result.Found is Found.Violated or Found.Missed ? "red bold" : result.Found == Found.Attack ? "yellow" : "green";
        return
        [
            i == 0 ? Markup.Escape(judgement.Protocol) : "",
            Markup.Escape(result.Property),
            result.Expected == Expected.Holds ? "holds" : "fails",
            colour ? $"[{style}]{found}[/]" : found,
        ];
    }

    private static IEnumerable<string> Counts(Judgement judgement)
    {
        var report = judgement.Report;
        return [Short(report.Schedules), Short(report.Steps), Short(report.ViewChanges), Short(report.DeepestCascade), Cells(judgement), Seconds(report.Elapsed)];
    }

    private static string Caption(Judgement judgement)
    {
        var report = judgement.Report;
        return $"{judgement.Protocol}: {Short(report.Schedules)} schedules, {Short(report.Steps)} steps, {Short(report.ViewChanges)} view changes, "
            + $"cascades to depth {Short(report.DeepestCascade)}, {Cells(judgement)} reachable cells, {Seconds(report.Elapsed)}";
    }

    private static string Cells(Judgement judgement) => $"{judgement.Reachable - judgement.CellsMissing.Count}/{judgement.Reachable}";

    private static string Words(PropertyResult result) => result.Found switch
    {
        Found.Holds => "holds",
        Found.Attack => $"fails, schedule {Short(result.Finding!.Schedule)}",
        Found.Violated => $"VIOLATED, schedule {Short(result.Finding!.Schedule)}",
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
