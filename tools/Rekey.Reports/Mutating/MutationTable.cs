using System.Globalization;
using Rekey.Mutation;
using Spectre.Console;

namespace Rekey.Reports.Mutating;

/// <summary>The table of <c>rekey mutate</c>: what noticed how many, by kind of text.</summary>
public static class MutationTable
{
    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<Finding> findings, IReadOnlyList<string> channels, IReadOnlyDictionary<string, string> judged)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("broken").AddColumn(Right("breakages"));
        foreach (var channel in channels)
        {
            table.AddColumn(Right(channel));
        }

        table.AddColumn(Right("only tests")).AddColumn(Right("nothing")).AddColumn(Right("not all asked"));
        foreach (var area in findings.GroupBy(static f => f.Breakage.Area).OrderBy(static g => g.Key))
        {
            table.AddRow([.. Cells(new Summary(NameOf(area.Key), [.. area], judged), channels)]);
        }

        return table.AddRow([.. Cells(new Summary("all", findings, judged), channels)]);
    }

    /// <summary>The cells of a row.</summary>
    public static IEnumerable<string> Cells(Summary summary, IReadOnlyList<string> channels) =>
        [summary.Name, Number(summary.Counted.Count), .. channels.Select(c => Number(summary.NoticedBy(c))), Number(summary.OnlyTests), Number(summary.Unnoticed.Count), Number(summary.Unasked.Count)];

    /// <summary>What a kind of text is called.</summary>
    public static string NameOf(Area area) => area switch
    {
        Area.Reference => "reference",
        Area.Table => "cells of tables",
        Area.Monitor => "monitors",
        _ => "mutants by hand",
    };

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();
}
