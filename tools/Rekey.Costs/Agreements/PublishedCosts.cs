namespace Rekey.Costs.Agreements;

/// <summary>Where a published figure is known from.</summary>
public enum Provenance
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
public sealed record PublishedCost(Formula Formula, Provenance Provenance);

/// <summary>
/// What is published of key agreements, from the tables of their specifications: those of the Secure Spread papers (ICDCS 2002 and its report
/// CNDS-2001-5; for TGDH also TISSEC 2004), one formula a cell. n members before the event, m merge, p leave, h is the height of a key tree. A mark after a
/// formula says where it is known from: none, it agrees with runs of the historical implementation; ', it stands in a public copy of the table; ?, it was
/// recalled from the literature, and the original table was not at hand.
/// </summary>
public static class PublishedCosts
{
    private static readonly Dictionary<(string Protocol, CostEvent Event), PublishedCost[]> Cells = CostLines.Read(
        static sheet => sheet.Published,
        static cell => cell[^1] switch
        {
            '\'' => new PublishedCost(new Formula(cell[..^1]), Provenance.Copy),
            '?' => new PublishedCost(new Formula(cell[..^1]), Provenance.Recalled),
            _ => new PublishedCost(new Formula(cell), Provenance.Agrees),
        });

    /// <summary>The figure of a protocol, event and column; null where nothing is published.</summary>
    public static PublishedCost? Find(string protocol, CostEvent happening, CostColumn column) =>
        Cells.TryGetValue((protocol, happening), out var cells) && (int)column < cells.Length ? cells[(int)column] : null;
}
