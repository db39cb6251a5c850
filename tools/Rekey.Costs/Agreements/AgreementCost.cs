using System.Globalization;

namespace Rekey.Costs.Agreements;

/// <summary>A quantity that is measured of a rekey with a key agreement; the first six are those of the published tables.</summary>
public enum CostColumn
{
    /// <summary>Messages of the agreement in the longest chain of cause and effect.</summary>
    Rounds,

    /// <summary>Messages of the agreement to one member.</summary>
    Unicasts,

    /// <summary>Messages of the agreement to all.</summary>
    Multicasts,

    /// <summary>Exponentiations that cannot be done at the same time: the sum over rounds of the most that one member does.</summary>
    Exponentiations,

    /// <summary>Signatures of the agreement's messages, serial in the same sense.</summary>
    Signatures,

    /// <summary>Verifications of the agreement's messages, serial in the same sense.</summary>
    Verifications,

    /// <summary>Exponentiations of all members.</summary>
    AllExponentiations,

    /// <summary>Powers with small integers, serial.</summary>
    SmallPowers,

    /// <summary>Products, serial.</summary>
    Products,
}

/// <summary>What was measured of one rekey.</summary>
/// <param name="Protocol">The protocol's name.</param>
/// <param name="Event">What happened.</param>
/// <param name="Size">To how many.</param>
/// <param name="Ledger">What it cost.</param>
public sealed record AgreementCost(string Protocol, CostEvent Event, AgreementSize Size, Ledger Ledger)
{
    /// <summary>A measured quantity.</summary>
    public int this[CostColumn column] => column switch
    {
        CostColumn.Rounds => Ledger[AgreementPhase.Agreement].Rounds,
        CostColumn.Unicasts => Ledger[AgreementPhase.Agreement].Unicasts,
        CostColumn.Multicasts => Ledger[AgreementPhase.Agreement].Multicasts,
        CostColumn.Exponentiations => Ledger.Serial(static w => w.Exponentiations),
        CostColumn.Signatures => Ledger.Serial(static w => w.Signatures),
        CostColumn.Verifications => Ledger.Serial(static w => w.Verifications),
        CostColumn.AllExponentiations => Ledger.Total(static w => w.Exponentiations),
        CostColumn.SmallPowers => Ledger.Serial(static w => w.SmallPowers),
        _ => Ledger.Serial(static w => w.Products),
    };

    /// <summary>The published figure for a quantity; null where there is none.</summary>
    public PublishedCost? Published(CostColumn column) => PublishedCosts.Find(Protocol, Event, column);

    /// <summary>The published figure's value here; null where there is none, or where nobody else is left, which costs nothing.</summary>
    public double? PublishedValue(CostColumn column) => Size.After > 1 && Published(column) is { } published ? published.Formula.Of(Size) : null;

    /// <summary>Whether a figure is published, and is another one than was measured.</summary>
    public bool IsUnlikePublished(CostColumn column) => PublishedValue(column) is { } published && published != this[column];

    /// <summary>The stated formula for a quantity; null where there is none.</summary>
    public Formula? Stated(CostColumn column) => StatedCosts.Find(Protocol, Event, column);

    /// <summary>Where the measurement is not what is stated. One who is alone sends nothing; what it computes is not stated.</summary>
    public IReadOnlyList<string> Differences => Size.After == 1
        ? [.. Sent.Where(c => this[c] != 0).Select(c => $"{c} {this[c]} != 0")]
        : [.. Enum.GetValues<CostColumn>().Where(c => Stated(c) is { } stated && !stated.Admits(Size, this[c])).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c} {this[c]} {(Stated(c)!.IsBound(Size) ? ">" : "!=")} {Stated(c)!.Of(Size)}"))];

    private static CostColumn[] Sent => [CostColumn.Rounds, CostColumn.Unicasts, CostColumn.Multicasts];
}
