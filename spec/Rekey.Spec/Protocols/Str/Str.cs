using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.UnvisitedReasons;
using static Rekey.Spec.Unvisited;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol STR, Kim, Perrig and Tsudik's (SEC 2001; paper B, section 4.2): the rules of its runs. Prose: spec/protocols/str.md.</summary>
public static class Str
{
    /// <summary>STR-01.</summary>
    public static readonly RuleId Keys = new("STR-01", "The members are a chain; the key of the lowest place is its share r, and the key of any other the scalar of bk^r, which is br^k, with its own r and br = g^r, and k and bk = g^k of the place below.");

    /// <summary>STR-02.</summary>
    public static readonly RuleId Element = new("STR-02", "The agreed element is that of the topmost place; its scalar is never computed.");

    /// <summary>STR-03.</summary>
    public static readonly RuleId Sponsor = new("STR-03", "Who is gone is cut out of the chain, and the leaf just below the lowest gap is its sponsor; the lowest leaf if the gap is below all, and the topmost if there is none.");

    /// <summary>STR-04.</summary>
    public static readonly RuleId NewShare = new("STR-04", "The sponsor of each component draws a new share, and it alone; a newcomer is its own sponsor.");

    /// <summary>STR-05.</summary>
    public static readonly RuleId Stack = new("STR-05", "The first component's chain is the bottom of the view's, and the others stand on it in the order of the lineup; the first one's sponsor is the view's.");

    /// <summary>STR-06.</summary>
    public static readonly RuleId SendChain = new("STR-06", "Where components merge, the sponsor of each multicasts its chain: all members from the bottom up, with their blinded shares, its own new one included.");

    /// <summary>STR-07.</summary>
    public static readonly RuleId Reach = new("STR-07", "Below the view's sponsor nothing changes, and from its place up it computes everything: no other member has to send a blinded key.");

    /// <summary>STR-08.</summary>
    public static readonly RuleId SendKeys = new("STR-08", "With all chains, the view's sponsor multicasts its new blinded share, and the blinded keys from its place to below the top that are not blinded shares.");

    /// <summary>STR-09.</summary>
    public static readonly RuleId Compute = new("STR-09", "Every other member computes the keys from its place or the sponsor's, whichever is higher; a blinded key that it can compute itself must be the one that it receives.");

    /// <summary>STR-10.</summary>
    public static readonly RuleId Keep = new("STR-10", "A member keeps the order, all blinded shares, its own share, the blinded key below it, and the keys from its place to below the top.");

    /// <summary>The control table: in a run of one component the sponsor is complete with the lineup, and its blinded keys overtake whatever others say.</summary>
    public static ControlTable<RunState, RunTrigger> Table { get; } = AgreementTable.Of(completesAtOnce: true, Reporting, Leading, Keying, AwaitingDone, Keyed);

    /// <summary>The specification.</summary>
    public static ProtocolSpec Specification { get; } = AgreementSpec.Of(
        "STR", "Members stand in a chain; one of them refreshes its share and blinds the keys above", typeof(Str), Table, AgreementSpec.SharesAreKept) with
    {
        Order = 120,
        Costs = StrCosts.Sheet,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [
            .. Rules(Contents, "STR-01", "STR-02", "STR-07", "STR-10"),
            .. Rules(Insiders, "STR-03", "STR-04", "STR-05", "STR-06", "STR-08", "STR-09"),
        ],
    };
}
