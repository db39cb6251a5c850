using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.UnvisitedReasons;
using static Rekey.Spec.Unvisited;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol GDH, Group Diffie-Hellman as in the historical system (paper B, section 4.2): the rules of its runs. Prose: spec/protocols/gdh.md.</summary>
public static class Gdh
{
    /// <summary>GDH-01.</summary>
    public static readonly RuleId List = new("GDH-01", "A member keeps its own share, and an ordered list of all members with their partial keys: g to the product of all shares but that member's.");

    /// <summary>GDH-02.</summary>
    public static readonly RuleId Controller = new("GDH-02", "The controller is the last in the list who is still there; a newcomer that begins a run is a list of one, with g.");

    /// <summary>GDH-03.</summary>
    public static readonly RuleId Refresh = new("GDH-03", "In a run of one component, the controller draws a new share r', raises the partial key of every other remaining member to r'/r, leaves its own, and multicasts the list.");

    /// <summary>GDH-04.</summary>
    public static readonly RuleId Newcomers = new("GDH-04", "In a run of several components, the list of the first goes on without those who are gone; the members of the others, in the order of the lineup, are newcomers, whatever they had.");

    /// <summary>GDH-05.</summary>
    public static readonly RuleId Open = new("GDH-05", "The controller draws a new share, and sends its own partial key raised to it, which is U, with the list to the first newcomer.");

    /// <summary>GDH-06.</summary>
    public static readonly RuleId Upflow = new("GDH-06", "Every newcomer but the last draws a share, raises U to it, and sends it with the list to the next.");

    /// <summary>GDH-07.</summary>
    public static readonly RuleId Downflow = new("GDH-07", "The last newcomer multicasts U as it came.");

    /// <summary>GDH-08.</summary>
    public static readonly RuleId FactorOut = new("GDH-08", "Every other member takes its share out of U, and sends what is left to the last newcomer.");

    /// <summary>GDH-09.</summary>
    public static readonly RuleId Finish = new("GDH-09", "With the values of all others, the last newcomer draws a share, raises each value to it, and multicasts the list, in which it is the last and U is its own partial key.");

    /// <summary>GDH-10.</summary>
    public static readonly RuleId Key = new("GDH-10", "Every member raises its own partial key to its own share: g to the product of all shares.");

    /// <summary>GDH-11.</summary>
    public static readonly RuleId Checks = new("GDH-11", "A list has the members that it must have, in the order that is known, and for the controller the partial key that is known; no factored-out value is U.");

    /// <summary>The control table: only before the lineup can something be early, for within a run everything answers something.</summary>
    public static ControlTable<RunState, RunTrigger> Table { get; } = AgreementTable.Of(completesAtOnce: true, Reporting, AwaitingDone, Keyed);

    /// <summary>The specification.</summary>
    public static ProtocolSpec Specification { get; } = AgreementSpec.Of(
        "GDH", "A value goes up through the newcomers, all take their shares out of it, and one multicast gives everybody a partial key", typeof(Gdh), Table, AgreementSpec.SharesAreKept) with
    {
        Order = 130,
        Costs = GdhCosts.Sheet,
        Unvisited = [
            .. Rules(Contents, [.. Numbered("GDH", 1, 5), "GDH-09"]),
            .. Rules(Insiders, "GDH-07", "GDH-10", "GDH-11"),
        ],
    };
}
