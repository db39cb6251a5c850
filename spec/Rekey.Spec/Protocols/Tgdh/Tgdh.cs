using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.UnvisitedReasons;
using static Rekey.Spec.Unvisited;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol TGDH, tree-based group Diffie-Hellman (paper B, section 4.2): the rules of its runs. Prose: spec/protocols/tgdh.md.</summary>
public static class Tgdh
{
    /// <summary>TGDH-01.</summary>
    public static readonly RuleId Tree = new("TGDH-01", "The members are the leaves of a binary key tree; a leaf's key k is its member's secret share, a branch's is a hash of K = BK(one child)^k(other child), and the blinded key of a node is BK = g^k.");

    /// <summary>TGDH-02.</summary>
    public static readonly RuleId Kept = new("TGDH-02", "A member keeps from its last commit the tree, the blinded keys of all nodes below the root, and the keys of its own path below the root.");

    /// <summary>TGDH-03.</summary>
    public static readonly RuleId ComponentOwnTree = new("TGDH-03", "A component's tree is the kept one without the leaves of members that are gone: a subtree whose sibling is gone moves up into the place of its parent; a newcomer's tree is its leaf.");

    /// <summary>TGDH-04.</summary>
    public static readonly RuleId Unchanged = new("TGDH-04", "A branch keeps its key and blinded key as long as nothing below it changes; with a leaf gone, a tree inserted or a share redrawn below it, it has none.");

    /// <summary>TGDH-05.</summary>
    public static readonly RuleId Sponsor = new("TGDH-05", "The sponsor of a place where a subtree moved up is the rightmost leaf of that subtree.");

    /// <summary>TGDH-06.</summary>
    public static readonly RuleId Refresh = new("TGDH-06", "In a run of one component exactly one member draws a new share: the shallowest sponsor, or the shallowest leaf if nobody is gone; of equals the rightmost.");

    /// <summary>TGDH-07.</summary>
    public static readonly RuleId ComponentTrees = new("TGDH-07", "In a run of several components the rightmost leaf of each component's tree draws a new share, computes the keys above it as far as it can, and multicasts the tree with all its blinded keys.");

    /// <summary>TGDH-08.</summary>
    public static readonly RuleId Merge = new("TGDH-08", "With all trees there, they become one: from the highest on, equals by the name of their rightmost leaf, each is inserted at the rightmost shallowest node where the height does not grow, or else at the root.");

    /// <summary>TGDH-09.</summary>
    public static readonly RuleId Announcers = new("TGDH-09", "A branch without a blinded key is announced by one sponsor, in the same message as the later of its children, or, if both have the same round, by the right child's announcer in the next one; where both children have theirs already, by the sponsor of the place.");

    /// <summary>TGDH-10.</summary>
    public static readonly RuleId Announce = new("TGDH-10", "A sponsor multicasts the blinded keys of a round in one message, from the lowest up, as soon as it has all those that they rest on.");

    /// <summary>TGDH-11.</summary>
    public static readonly RuleId OwnPath = new("TGDH-11", "A blinded key is rejected if it is not that of the key that the receiver computes for the node, or differs from the one that was kept.");

    /// <summary>TGDH-12.</summary>
    public static readonly RuleId Key = new("TGDH-12", "A member is complete when every node below the root has its blinded key; the agreed element is K of the root.");

    private const string KeptBack =
        "seen in no run, and not proven: besides a lying insider, whom drills play, a sponsor's later announcement could break it while an earlier one "
        + "of another length is kept back";

    /// <summary>
    /// The control table. The sponsor of a leave has all it needs in the lineup. Blinded keys can be early wherever a run is open, for they rest on trees
    /// and blinded keys of other senders, and before the lineup.
    /// </summary>
    public static ControlTable<RunState, RunTrigger> Table { get; } = AgreementTable.Of(completesAtOnce: true, Reporting, Leading, Keying, AwaitingDone, Keyed);

    /// <summary>The specification.</summary>
    public static ProtocolSpec Specification { get; } = AgreementSpec.Of(
        "TGDH", "A tree of two-party agreements; what changes is announced by sponsors", typeof(Tgdh), Table, AgreementSpec.SharesAreKept) with
    {
        Order = 140,
        Costs = TgdhCosts.Sheet,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [
            .. Rules(Contents, [.. Numbered("TGDH", 1, 6), "TGDH-08", "TGDH-12"]),
            .. Rules(Insiders, "TGDH-07", "TGDH-09"),
            .. Rules(KeptBack, "TGDH-10"),
        ],
    };
}
