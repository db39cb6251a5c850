using System.Globalization;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Spectre.Console;

namespace Rekey.Reports.Exhaustive;

/// <summary>Searches, one a line.</summary>
public static class ExhaustiveTable
{
    private static readonly (string Title, bool Right)[] Columns =
    [
        ("protocol", false), ("n", true), ("faults", false), ("states", true), ("transitions", true), ("at rest", true), ("judged", true), ("seconds", true),
        ("states/s", true), ("end", false),
    ];

    /// <summary>Blanks and border beside a column's text.</summary>
    private const int Beside = 3;

    /// <summary>The table, and how wide it is; no word and no number of it is broken.</summary>
    public static (Table Table, int Width) Of(IReadOnlyList<ExhaustiveReport> reports)
    {
        var rows = reports.Select(Cells).ToList();
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (title, right) in Columns)
        {
            var column = new TableColumn(new Text(title)).NoWrap();
            table.AddColumn(right ? column.RightAligned() : column);
        }

        rows.ForEach(r => table.AddRow(r.Select(static c => new Text(c))));
        return (table, 1 + Columns.Select((c, i) => Beside + rows.Select(r => r[i].Length).Append(c.Title.Length).Max()).Sum());
    }

    /// <summary>The same in lines of at most so many characters, where the table is too wide for the screen.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ExhaustiveReport> reports, int width)
    {
        foreach (var cells in reports.Select(Cells))
        {
            IEnumerable<string> words = [cells[0], cells[1], .. Pieces(cells[2]), .. Columns.Select((c, i) => $"{c.Title} {cells[i]}").Skip(3)];
            var line = "";
            foreach (var word in words)
            {
                var separator = line.Length == 0 ? "" : line.EndsWith(',') ? "" : word.Contains(' ', StringComparison.Ordinal) ? ", " : " ";
                if (line.Length + separator.Length + word.Length > width)
                {
                    yield return line;
                    (line, separator) = ("  ", "");
                }

                line += separator + word;
            }

            yield return line;
        }
    }

    private static IEnumerable<string> Pieces(string faults)
    {
        var all = faults.Split(',');
        return all.Select((f, i) => i < all.Length - 1 ? f + "," : f);
    }

    private static string[] Cells(ExhaustiveReport report)
    {
        var (scenario, result) = (report.Request.Scenarios[0], report.Result);
        return
        [
            scenario.Protocol.Spec.Name,
            scenario.Members.ToString(CultureInfo.InvariantCulture),
            scenario.Faults.ToString(),
            Count(result.States),
            Count(result.Transitions),
            Count(result.AtRest),
            Count(report.Situations),
            result.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
            Count((long)(result.States / Math.Max(result.Elapsed.TotalSeconds, 0.001))),
            result.End == SearchEnd.Complete ? "complete"
                : result.End == SearchEnd.Stopped ? "violated"
                : $"{result.End.ToString().ToLowerInvariant()}: {(report.LeftCycles ? "cycles" : Count(result.Left))} left",
        ];
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
