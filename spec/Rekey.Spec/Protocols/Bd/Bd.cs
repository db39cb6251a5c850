using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.UnvisitedReasons;
using static Rekey.Spec.Unvisited;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol BD, Burmester and Desmedt's (paper B, section 4.2): the rules of its runs. Prose: spec/protocols/bd.md.</summary>
public static class Bd
{
    /// <summary>BD-01.</summary>
    public static readonly RuleId Ring = new("BD-01", "The members of the view, in the order of their names, are a ring; nothing of earlier runs is used.");

    /// <summary>BD-02.</summary>
    public static readonly RuleId Share = new("BD-02", "With the lineup, every member draws a new secret share r and multicasts z = g^r.");

    /// <summary>BD-03.</summary>
    public static readonly RuleId Quotient = new("BD-03", "With the shares of both neighbours, a member of a ring of three or more multicasts X = (z of the next / z of the one before)^r.");

    /// <summary>BD-04.</summary>
    public static readonly RuleId Product = new("BD-04", "The product of all X is 1, or the last X is rejected.");

    /// <summary>BD-05.</summary>
    public static readonly RuleId Key = new("BD-05", "With all X, a member raises z of the one before to n r and multiplies by X(i)^(n-1) X(i+1)^(n-2) ... X(i-2): g^(r1 r2 + r2 r3 + ... + rn r1).");

    /// <summary>BD-06.</summary>
    public static readonly RuleId Two = new("BD-06", "A ring of two has no X: both are 1, and the key is g^(2 r1 r2).");

    /// <summary>The control table: an X can be early only before the lineup, for its sender's z comes before it.</summary>
    public static ControlTable<RunState, RunTrigger> Table { get; } = AgreementTable.Of(completesAtOnce: false, Reporting, AwaitingDone, Keyed);

    /// <summary>The specification.</summary>
    public static ProtocolSpec Specification { get; } = AgreementSpec.Of(
        "BD", "Every member multicasts twice, and nothing is kept from run to run", typeof(Bd), Table,
        new(Properties.ErasureSecrecy, Expected.Holds, "every run has new shares, and nothing is kept (BD-01)"),
        new(Properties.PostCompromiseSecurity, Expected.Holds, "every run has new shares of all, and no long-term key opens anything")) with
    {
        Order = 110,
        Costs = BdCosts.Sheet,
        Unvisited = [.. Rules(Contents, "BD-01", "BD-02", "BD-05", "BD-06"), .. Rules(Insiders, "BD-04")],

        // Every member says two things to all others at once: with joins that strike unfinished rekeys, 47 million states were not all. Here joins strike settled groups only.
        Scopes = [(3, "crash=1,join=1"), (3, "crash=1,leave=1,depth=1"), (3, "partition=1,merge=1,depth=1"), (3, "crash=1,partition=1,depth=1")],
    };
}
