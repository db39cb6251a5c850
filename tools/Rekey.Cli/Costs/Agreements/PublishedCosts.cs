namespace Rekey.Cli.Costs.Agreements;

/// <summary>Where a published figure is known from.</summary>
internal enum Provenance
{
    /// <summary>The figure agrees with runs of the historical implementation.</summary>
    Agrees,

    /// <summary>The figure stands in a public copy of the table.</summary>
    Copy,

    /// <summary>Recalled from the literature; the original table was not at hand.</summary>
    Recalled,
}

/// <summary>A published figure.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="Provenance">Where it is known from.</param>
internal sealed record PublishedCost(Formula Formula, Provenance Provenance);

/// <summary>
/// The cost tables of the Secure Spread papers (ICDCS 2002 and its report CNDS-2001-5; for TGDH also TISSEC 2004): one formula a cell. n members before the
/// event, m merge, p leave, h is the height of TGDH's tree. A mark after a formula says where it is known from: none, it agrees with runs of the historical
/// implementation; ', it stands in a public copy of the table; ?, it was recalled from the literature, and the original table was not at hand.
/// </summary>
internal static class PublishedCosts
{
    private const string Table =
        """
                          rounds | unicasts | multicasts | exponentiations | signatures | verifications
        GDH join        | 4      | n+1      | 2          | n+3             | 4'         | n+3?
        GDH leave       | 1      | 0        | 1          | n-1             | 1?         | 1?
        GDH merge       | m+3    | n+2m-1   | 2          | n+2m+1          | m+3?       | n+2m+1?
        GDH partition   | 1      | 0        | 1          | n-p             | 1?         | 1?
        TGDH join       | 2      | 0        | 3          | 3h/2?           | 2?         | 3?
        TGDH leave      | 1      | 0        | 1          | 3h/2?           | 1?         | 1?
        TGDH merge      | 2?     | 0?       | 3?         | 3h/2?           | 2?         | 3?
        TGDH partition  | h?     | 0?       | 2h?        | 3h?             | h?         | h?
        STR join        | 2      | 0        | 3          | 4?              | 2?         | 3?
        STR leave       | 1      | 0        | 1          | 3n/2+2?         | 1?         | 1?
        STR merge       | 2?     | 0?       | 3?         | 3m+1?           | 2?         | 3?
        STR partition   | 1?     | 0?       | 1?         | 3n/2+2?         | 1?         | 1?
        BD join         | 2      | 0        | 2n+2       | 3'              | 2'         | n+3?
        BD leave        | 2      | 0        | 2n-2       | 3?              | 2?         | n+1?
        BD merge        | 2      | 0        | 2n+2m      | 3?              | 2?         | n+m+2?
        BD partition    | 2      | 0        | 2n-2p      | 3?              | 2?         | n-p+2?
        CKD join        | 3      | 2?       | 1?         | n+2?            | 3?         | 3?
        CKD leave       | 1      | 0        | 1          | n-1?            | 1?         | 1?
        CKD merge       | 3?     | m?       | 2?         | n+2m?           | 3?         | m+2?
        CKD partition   | 1?     | 0?       | 1?         | n-p?            | 1?         | 1?
        """;

    private static readonly Dictionary<(string Protocol, CostEvent Event), PublishedCost[]> Cells = Read();

    /// <summary>The figure of a protocol, event and column; null where nothing is published.</summary>
    public static PublishedCost? Find(string protocol, CostEvent happening, CostColumn column) =>
        Cells.TryGetValue((protocol, happening), out var cells) && (int)column < cells.Length ? cells[(int)column] : null;

    private static Dictionary<(string, CostEvent), PublishedCost[]> Read() => CostSheet.Read(Table).ToDictionary(
        static row => row.Key,
        static row => row.Cells.Select(static cell => cell[^1] switch
        {
            '\'' => new PublishedCost(new Formula(cell[..^1]), Provenance.Copy),
            '?' => new PublishedCost(new Formula(cell[..^1]), Provenance.Recalled),
            _ => new PublishedCost(new Formula(cell), Provenance.Agrees),
        }).ToArray());
}

/// <summary>Reads tables of formulas: a line for a protocol and event, cells between bars; the first line has the titles.</summary>
internal static class CostSheet
{
    /// <summary>The lines. A cell that is empty is not there.</summary>
    public static IEnumerable<((string Protocol, CostEvent Event) Key, string[] Cells)> Read(string table)
    {
        foreach (var line in table.Split('\n').Skip(1))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells[0].Split(' ') is not [var protocol, var happening])
            {
                throw new FormatException($"'{cells[0]}': expected a protocol and an event");
            }

            yield return ((protocol, Enum.Parse<CostEvent>(happening, ignoreCase: true)), cells[1..]);
        }
    }
}
