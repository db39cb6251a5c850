using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.UnvisitedReasons;
using static Rekey.Spec.Unvisited;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol CKD, centralized key distribution (paper B, section 4.2): the rules of its runs. Prose: spec/protocols/ckd.md.</summary>
public static class Ckd
{
    /// <summary>CKD-01.</summary>
    public static readonly RuleId Controller = new("CKD-01", "The members are an ordered list, oldest first; the controller is the first, and shares with every other member a scalar that is a function of g^(ab).");

    /// <summary>CKD-02.</summary>
    public static readonly RuleId List = new("CKD-02", "The list of the first component goes on without those who are gone; the members of the others follow in the order of the lineup, whatever they had.");

    /// <summary>CKD-03.</summary>
    public static readonly RuleId Direct = new("CKD-03", "In a run of one component whose controller is still there, nothing comes before the key distribution.");

    /// <summary>CKD-04.</summary>
    public static readonly RuleId Offer = new("CKD-04", "In a run with newcomers, the controller multicasts its g^a and the list; a newcomer that begins a run is a list of one, and draws an a.");

    /// <summary>CKD-05.</summary>
    public static readonly RuleId Succession = new("CKD-05", "If the controller is gone, the next in the list is the controller, draws a new a, multicasts g^a and the list, and all others count as newcomers.");

    /// <summary>CKD-06.</summary>
    public static readonly RuleId Answer = new("CKD-06", "A newcomer draws b, computes the shared scalar, sends g^b to the controller, and forgets b.");

    /// <summary>CKD-07.</summary>
    public static readonly RuleId Distribute = new("CKD-07", "With all shared scalars, the controller draws s and multicasts, for every other member in the order of the list, Ks = g^s raised to the scalar shared with that member.");

    /// <summary>CKD-08.</summary>
    public static readonly RuleId Unwrap = new("CKD-08", "A member raises the value for it to the inverse of its shared scalar; the group's element is Ks, to which nobody but the controller contributes.");

    /// <summary>CKD-09.</summary>
    public static readonly RuleId Checks = new("CKD-09", "A list and the values have the members that they must have, in the order that is known, and g^a is the one that is known.");

    /// <summary>The control table: only before the lineup can something be early, for within a run everything answers the controller or follows in its order.</summary>
    public static ControlTable<RunState, RunTrigger> Table { get; } = AgreementTable.Of(completesAtOnce: true, Reporting, AwaitingDone, Keyed);

    /// <summary>The specification.</summary>
    public static ProtocolSpec Specification { get; } = AgreementSpec.Of(
        "CKD", "The oldest member draws the group's element and sends it to each under a Diffie-Hellman scalar of the two", typeof(Ckd), Table,
        new(Properties.ErasureSecrecy, Expected.FailsAsExpected, "the scalar that a member shares with the controller unwraps the keys of all runs since they agreed on it"),
        new(Properties.PostCompromiseSecurity, Expected.FailsAsExpected, "the scalar that a member shares with the controller unwraps the keys of all runs until there is another controller"),
        new(Properties.WeakErasureSecrecy, Expected.Holds, "scalars are agreed on anew with every controller, and the old ones are forgotten (CKD-05)"),
        new(Properties.WeakPostCompromiseSecurity, Expected.Holds, "scalars are agreed on anew with every controller, from a share of each side")) with
    {
        Order = 100,
        Costs = CkdCosts.Sheet,
        Unvisited = [
            .. Rules(Contents, [.. Numbered("CKD", 1, 5), "CKD-07"]),
            .. Rules(Insiders, "CKD-09"),
        ],
    };
}
