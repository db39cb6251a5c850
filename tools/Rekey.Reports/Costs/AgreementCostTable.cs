using System.Globalization;
using System.Text;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Costs;

/// <summary>Measured costs of key agreements beside the published ones, as tables: one per protocol and event.</summary>
public static class AgreementCostTable
{
    private static readonly (CostColumn Column, string Title)[] Counted =
    [
        (CostColumn.Rounds, "rounds"), (CostColumn.Unicasts, "unicasts"), (CostColumn.Multicasts, "multicasts"), (CostColumn.Exponentiations, "exps"),
        (CostColumn.Signatures, "signatures"), (CostColumn.Verifications, "verifications"), (CostColumn.AllExponentiations, "all exps"),
        (CostColumn.SmallPowers, "small"), (CostColumn.Products, "products"),
    ];

    /// <summary>What the columns mean.</summary>
    public static IReadOnlyList<(string Column, string Meaning)> Legend { get; } =
    [
        ("n, N, h", "members before the event (of a build, those who come together), after it; height of the key tree after it, where the protocol has one"),
        ("rounds", "messages of the agreement in the longest chain of cause and effect"),
        ("unicasts, multicasts", "messages of the agreement to one member, to all"),
        ("exps", "serial exponentiations: in each round the most that one member computes, added up; a blinded share g^r is one"),
        ("signatures, verifications", "of the agreement's messages, serial in the same sense"),
        ("all exps", "exponentiations of all members together"),
        ("small, products", "powers with integers of at most n, and products, serial in the same sense"),
        ("bytes", "of the agreement's messages, as suite 1 makes them; a multicast counts once"),
        ("lineup, termination", "messages and bytes of what comes before and after: reports and lineup, acks and ProtoDone"),
        ("(...)", "the published figure where it is another one; ? after it: recalled from the literature, the original table was not at hand; ': from a public copy of the table; no mark: agrees with runs of the historical implementation"),
        ("stated", "formulas for this implementation, exact where they do not say <=; = where the measurement is as stated, != where not, blank where nothing is stated"),
    ];

    /// <summary>Titles of the columns.</summary>
    public static IReadOnlyList<string> Titles { get; } = ["", .. Counted.Select(static c => c.Title), "bytes", "lineup", "termination", "stated"];

    /// <summary>For people at a terminal.</summary>
    public static string Text(IReadOnlyList<AgreementCost> costs)
    {
        var text = new StringBuilder();
        foreach (var group in Groups(costs))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group[0].Protocol}, {Title(group[0].Event)}\n");
            foreach (var formulas in Formulas(group[0]))
            {
                CostTable.Wrap(text, $"{formulas[0]}: {string.Join(" | ", Titles.Zip(formulas).Skip(1).Where(static f => f.Second.Length > 0).Select(static f => $"{f.First} {f.Second}"))}");
            }

            List<IReadOnlyList<string>> lines = [Titles, .. group.Select(Cells)];
            var widths = Enumerable.Range(0, Titles.Count).Select(c => lines.Max(l => l[c].Length)).ToList();
            foreach (var line in lines)
            {
                text.Append("  ").Append(line[0].PadRight(widths[0])).Append(string.Concat(line.Skip(1).Select((cell, c) => "  " + cell.PadLeft(widths[c + 1]))).TrimEnd()).Append('\n');
            }

            foreach (var cost in group.Where(static c => c.Differences.Count > 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"  n = {cost.Size.Before}: {string.Join(", ", cost.Differences)}\n");
            }

            foreach (var (titles, reason) in Reasons(group))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {titles}: {reason} ({ReasonPlaces.PageOf(group[0].Protocol, reason)})\n");
            }

            text.Append('\n');
        }

        text.Append("columns:\n");
        foreach (var (column, meaning) in Legend)
        {
            CostTable.Wrap(text, $"{column}: {meaning}");
        }

        return text.ToString();
    }

    /// <summary>For the generated page.</summary>
    public static void Markdown(StringBuilder text, IReadOnlyList<AgreementCost> costs)
    {
        foreach (var group in Groups(costs))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group[0].Protocol}, {Title(group[0].Event)}\n\n");
            text.Append('|').AppendJoin("|", Titles.Select(static c => $" {c} ")).Append("|\n|--|").AppendJoin("|", Titles.Skip(1).Select(static _ => "--:")).Append("|\n");
            foreach (var line in Formulas(group[0]).Concat(group.Select(Cells)))
            {
                text.Append('|').AppendJoin("|", line.Select(static c => $" {c} ")).Append("|\n");
            }

            var reasons = Reasons(group).ToList();
            text.Append(reasons.Count > 0 ? "\n" : "");
            foreach (var (titles, reason) in reasons)
            {
                text.Append(CultureInfo.InvariantCulture, $"* {titles}: [{reason}](../{ReasonPlaces.PageOf(group[0].Protocol, reason)["spec/".Length..]}#{ReasonPlaces.Anchor(reason)})\n");
            }
        }
    }

    /// <summary>For the generated page: how much the serial exponentiations of a leave depend on who leaves.</summary>
    public static void Leaves(StringBuilder text, IEnumerable<LeaveSpread> spreads)
    {
        text.Append("\n## Every member in turn\n\nSerial exponentiations of a leave, over all members that can leave: the least, the average and the most, beside the published figure.\n\n");
        text.Append("| protocol | n | h before | least | average | most | published |\n|--|--:|--:|--:|--:|--:|--:|\n");
        foreach (var spread in spreads)
        {
            var published = PublishedCosts.Find(spread.Protocol, CostEvent.Leave, CostColumn.Exponentiations);
            text.Append(CultureInfo.InvariantCulture, $"| {spread.Protocol} | {spread.Members} | {spread.Height} | {spread.Exponentiations.Min()} | {spread.Exponentiations.Average():0.0} | {spread.Exponentiations.Max()} | {(published is null ? "-" : published.Formula.Text + Mark(published))} |\n");
        }
    }

    /// <summary>Lines with the protocol first, without formulas.</summary>
    public static (IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Lines) Plain(IReadOnlyList<AgreementCost> costs) =>
        (["protocol", .. Titles], [.. costs.Select(static c => (IReadOnlyList<string>)[c.Protocol, .. Cells(c)])]);

    /// <summary>An event, with who it strikes.</summary>
    public static string Title(CostEvent happening) => happening switch
    {
        CostEvent.Build => "build: n newcomers come together",
        CostEvent.Join => "join: a newcomer with the largest name",
        CostEvent.Leave => "leave: the member in the middle",
        CostEvent.Merge => "merge: with m = n/2 keyed members, whose names are larger",
        CostEvent.Partition => "partition: every second member is cut off, p = n/2",
        _ => "refresh: the leader wants a new key",
    };

    private static IEnumerable<IReadOnlyList<AgreementCost>> Groups(IReadOnlyList<AgreementCost> costs) =>
        costs.GroupBy(static c => (c.Protocol, c.Event)).Select(static g => (IReadOnlyList<AgreementCost>)[.. g]);

    private static IEnumerable<IReadOnlyList<string>> Formulas(AgreementCost cost)
    {
        if (Counted.Any(c => cost.Published(c.Column) is not null))
        {
            yield return ["published", .. Counted.Select(c => cost.Published(c.Column) is { } p ? p.Formula.Text + Mark(p) : ""), "", "", "", ""];
        }

        if (Counted.Any(c => cost.Stated(c.Column) is not null))
        {
            yield return ["stated", .. Counted.Select(c => cost.Stated(c.Column)?.Text ?? ""), "", "", "", ""];
        }
    }

    /// <summary>Which quantities differ from the published ones, and why.</summary>
    private static IEnumerable<(string Titles, string Reason)> Reasons(IReadOnlyList<AgreementCost> group) =>
        from pair in Counted
        from cost in @group
        where cost.IsUnlikePublished(pair.Column)
        group pair.Title by CostReasons.Find(cost, pair.Column)?.Heading ?? "not explained" into found
        select (string.Join(", ", found.Distinct()), found.Key);

    private static IReadOnlyList<string> Cells(AgreementCost cost)
    {
        var size = cost.Size;
        var name = $"n = {Number(size.Before)}, N = {Number(size.After)}" + (size.Height is { } h ? $", h = {Number(h)}" : "");
        return
        [
            name, .. Counted.Select(c => Cell(cost, c.Column)), Number(cost.Ledger[AgreementPhase.Agreement].Bytes),
            Both(cost.Ledger[AgreementPhase.Lineup]), Both(cost.Ledger[AgreementPhase.Termination]),
            Counted.All(c => cost.Stated(c.Column) is null) ? "" : cost.Differences.Count == 0 ? "=" : "!=",
        ];
    }

    private static string Cell(AgreementCost cost, CostColumn column) => Number(cost[column])
        + (cost.IsUnlikePublished(column) ? $" ({Number(cost.PublishedValue(column)!.Value)}{Mark(cost.Published(column)!)})" : "");

    private static string Mark(PublishedCost published) => published.Provenance switch { Provenance.Copy => "'", Provenance.Recalled => "?", _ => "" };

    private static string Both(PhaseMessages messages) =>
        messages.Unicasts + messages.Multicasts == 0 ? "" : $"{Number(messages.Unicasts + messages.Multicasts)}, {Number(messages.Bytes)} B";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
