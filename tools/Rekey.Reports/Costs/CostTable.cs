using System.Globalization;
using System.Text;
using Rekey.Costs;

namespace Rekey.Reports.Costs;

/// <summary>Measured costs as tables: one per protocol and event, a line per group size.</summary>
public static class CostTable
{
    private static readonly string[] Columns =
    [
        "n", "p2p", "multicasts", "keys", "ciphertexts", "bytes", "rounds", "kept", "at server", "registration", "agreement", "termination", "exact",
    ];

    /// <summary>What the columns mean.</summary>
    public static IReadOnlyList<(string Column, string Meaning)> Legend { get; } =
    [
        ("n", "members before a join or leave, after a build or merge; clients, where there is a server"),
        ("p2p, multicasts", "messages of key distribution to one member, to all"),
        ("keys", "new keys carried on secure channels"),
        ("ciphertexts", "new keys encrypted under other keys; one that is passed on counts once"),
        ("bytes", "of all messages of key distribution, as suite 1 makes them; a multicast counts once"),
        ("rounds", "messages of key distribution in the longest chain of cause and effect"),
        ("kept, at server", "keys that a member keeps at most, the group key included; that the server keeps"),
        ("registration", "individual keys to clients that are new to the server: messages, bytes"),
        ("agreement", "reports and the announcement of the tree: messages, bytes"),
        ("termination", "acks and ProtoDone: messages, bytes"),
        ("exact", "= where the formula gives the same, != where not, blank where there is none"),
    ];

    /// <summary>For people at a terminal.</summary>
    public static string Text(IReadOnlyList<CostRow> rows)
    {
        var text = new StringBuilder();
        foreach (var group in Groups(rows))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group[0].Protocol.Name}, {Title(group[0].Event)}\n");
            foreach (var line in Formulas(group[0]))
            {
                Wrap(text, line);
            }

            var lines = group.Select(Cells).Prepend(Columns).ToList();
            var shown = Enumerable.Range(0, Columns.Length).Where(c => group.Any(r => Cells(r)[c].Length > 0)).ToList();
            var widths = shown.Select(c => lines.Max(l => l[c].Length)).ToList();
            foreach (var line in lines)
            {
                text.Append("  ").Append(string.Join("  ", shown.Select((c, i) => line[c].PadLeft(widths[i]))).TrimEnd()).Append('\n');
            }

            foreach (var row in group.Where(static r => r.Differences.Count > 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"  n = {row.Members}: {string.Join(", ", row.Differences)}\n");
            }

            text.Append('\n');
        }

        text.Append("columns:\n");
        foreach (var (column, meaning) in Legend)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {column,-15}  {meaning}\n");
        }

        return text.ToString();
    }

    /// <summary>For the generated page.</summary>
    public static void Markdown(StringBuilder text, IReadOnlyList<CostRow> rows)
    {
        foreach (var group in Groups(rows))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group[0].Protocol.Name}, {Title(group[0].Event)}\n\n");
            foreach (var line in Formulas(group[0]))
            {
                text.Append(CultureInfo.InvariantCulture, $"* {line}\n");
            }

            text.Append("\n|").AppendJoin("|", Columns.Select(static c => $" {c} ")).Append("|\n|").AppendJoin("|", Columns.Select(static _ => "--:")).Append("|\n");
            foreach (var row in group)
            {
                text.Append('|').AppendJoin("|", Cells(row).Select(static c => c.Length == 0 ? " - " : $" {c} ")).Append("|\n");
            }
        }
    }

    /// <summary>Titles and lines with the protocol first.</summary>
    public static (IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Lines) Plain(IReadOnlyList<CostRow> rows) =>
        (["protocol", .. Columns], [.. rows.Select(static r => (IReadOnlyList<string>)[r.Protocol.Name, .. Cells(r)])]);

    /// <summary>An event, with what n counts.</summary>
    public static string Title(CostEvent happening) => happening switch
    {
        CostEvent.Build => "build: n members without keys come together",
        CostEvent.Join => "join: one more beside n members",
        CostEvent.Leave => "leave: the first of n members",
        _ => "merge: two keyed halves become n members",
    };

    private static IEnumerable<IReadOnlyList<CostRow>> Groups(IReadOnlyList<CostRow> rows) =>
        rows.GroupBy(static r => (r.Protocol.Name, r.Event)).Select(static g => (IReadOnlyList<CostRow>)[.. g]);

    /// <summary>The formulas: the paper's, the exact ones, and why they are not the same.</summary>
    private static IEnumerable<string> Formulas(CostRow row)
    {
        var (protocol, happening) = (row.Protocol, row.Event);
        if (CostFormulas.PaperTable(protocol, happening) is { } paper)
        {
            yield return $"paper (p2p / multicasts / bytes / rounds): {paper}";
        }

        if (protocol.HasFormulas)
        {
            yield return $"exact (p2p / multicasts / keys / ciphertexts / rounds{(protocol.HasTrees ? "; n = 2^k, k > 1" : "")}): {CostFormulas.ExactText(protocol, happening) ?? "-"}";
            if (CostFormulas.Notes(protocol, happening) is { } note)
            {
                yield return note;
            }
        }
        else
        {
            yield return "no exact formula for these trees";
        }
    }

    private static string[] Cells(CostRow row)
    {
        var (cost, d) = (row.Measured, row.Measured.Distribution);
        return
        [
            Number(row.Members), Number(d.PointToPoint), Number(d.Multicasts), Number(d.Keys), Number(d.Ciphertexts), Number(d.Bytes), Number(d.Rounds),
            Number(cost.KeysAtMember), cost.KeysAtServer is { } server ? Number(server) : "",
            Both(cost[CostPhase.Registration]), Both(cost[CostPhase.Agreement]), Both(cost[CostPhase.Termination]),
            row.Exact is null ? "" : row.Differences.Count == 0 ? "=" : "!=",
        ];
    }

    private static string Both(PhaseCost cost) => cost.Messages == 0 ? "" : $"{Number(cost.Messages)}, {Number(cost.Bytes)} B";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Breaks a line that is longer than a terminal is wide.</summary>
    public static void Wrap(StringBuilder text, string line)
    {
        const int Width = 112;
        var used = Width;
        foreach (var word in line.Split(' '))
        {
            if (used + 1 + word.Length > Width)
            {
                text.Append(used == Width ? "" : "\n").Append("  ");
                used = 1;
            }
            else
            {
                text.Append(' ');
                used++;
            }

            text.Append(word);
            used += word.Length;
        }

        text.Append('\n');
    }
}
