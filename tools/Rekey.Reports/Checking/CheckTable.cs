using System.Globalization;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Spec;
using Spectre.Console;

namespace Rekey.Reports.Checking;

/// <summary>
/// The one table of <c>rekey check</c>: a line per property, and the counts of the exploration at each protocol's first line. The compact
/// form has one line for all properties of a protocol that no schedule violated.
/// </summary>
public static class CheckTable
{
    private static readonly (string Title, bool Right)[] Columns =
    [
        ("protocol", false), ("property", false), ("expected", false), ("found", false), ("schedules", true), ("steps", true),
        ("view\nchanges", true), ("deepest\ncascade", true), ("cells\ncovered", true), ("time", true),
    ];

    /// <summary>The table. Where it is too wide for the screen, the counts go into lines below it.</summary>
    public static (Table Table, IReadOnlyList<string> Below) Of(IReadOnlyList<SampledJudgement> judged, bool colour, int width, bool compact = false)
    {
        var rows = judged.SelectMany((j, i) => Rows(j, i, compact)).ToList();
        var wide = WidthOf(rows) <= width;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (title, right) in Columns.Take(wide ? Columns.Length : 4))
        {
            var column = new TableColumn(new Text(title)).NoWrap().Padding(0, 0, 1, 0);
            table.AddColumn(right ? column.RightAligned() : column);
        }

        foreach (var (cells, style) in rows)
        {
            table.AddRow(cells.Take(wide ? cells.Length : 4).Select((c, i) => new Text(c, colour && i == 3 ? Style.Parse(style) : Style.Plain)));
        }

        return (table, wide ? [] : [.. judged.SelectMany(Sentences)]);
    }

    /// <summary>The lines of a protocol, and the style in which each says what was found; between protocols a line is empty.</summary>
    private static IEnumerable<(string[] Cells, string Style)> Rows(SampledJudgement judgement, int number, bool compact)
    {
        if (number > 0 && !compact)
        {
            yield return ([""], "default");
        }

        var lines = judgement.Properties.Where(p => !compact || p.Found != Found.NotViolated)
            .Select(p => (Cells: new[] { p.Property, p.Expected == Expected.Holds ? "holds" : "fails", Words(p, judgement.Report.Shards) }, Style: StyleOf(p.Found))).ToList();
        if (compact && judgement.Properties.Count(p => p.Found == Found.NotViolated) is > 0 and var clean)
        {
            lines.Insert(0, ([$"{clean} {(clean == 1 ? "property" : "properties")}", "holds", "not violated"], StyleOf(Found.NotViolated)));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            yield return ([i == 0 ? judgement.Protocol : "", .. lines[i].Cells, .. i == 0 ? Counts(judgement) : []], lines[i].Style);
        }
    }

    private static string StyleOf(Found found) => found switch
    {
        Found.Violated or Found.Missed or Found.NotWatched => "red bold",
        Found.NotViolated => "green",
        _ => "yellow",
    };

    /// <summary>The width of the whole table: each column's widest text, with a blank and the border's blank beside it.</summary>
    private static int WidthOf(IReadOnlyList<(string[] Cells, string Style)> rows) => 1 + Columns.Select((c, i) =>
        2 + rows.Where(r => i < r.Cells.Length).Select(r => r.Cells[i].Length).Append(c.Title.Split('\n').Max(t => t.Length)).Max()).Sum();

    private static IEnumerable<string> Counts(SampledJudgement judgement)
    {
        var report = judgement.Report;
        return [Short(report.Schedules), Short(report.Steps), Short(report.ViewChanges), Short(report.DeepestCascade), Cells(judgement), Seconds(report.Elapsed)];
    }

    private static IEnumerable<string> Sentences(SampledJudgement judgement)
    {
        var report = judgement.Report;
        yield return $"{judgement.Protocol}: {Short(report.Schedules)} schedules, {Short(report.Steps)} steps, {Short(report.ViewChanges)} view changes in {Seconds(report.Elapsed)};";
        yield return $"   deepest cascade {Short(report.DeepestCascade)}, cells covered {Cells(judgement)}";
    }

    private static string Cells(SampledJudgement judgement) => $"{judgement.Reachable - judgement.CellsMissing.Count}/{judgement.Reachable}";

    private static string Words(PropertyResult result, ShardSet shards) => result.Found switch
    {
        Found.NotViolated => "not violated",
        Found.NoAttack => "no attack here",
        Found.CutOff => "not judged",
        Found.Attack => $"fails, schedule {Short(result.Finding!.Schedule)}",
        Found.Violated => $"VIOLATED, schedule {Short(result.Finding!.Schedule)}",
        Found.Missed => "NO ATTACK FOUND",
        Found.NotWatched => "NOT WATCHED",
        _ when !shards.IsWhole => "not in this part",
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
