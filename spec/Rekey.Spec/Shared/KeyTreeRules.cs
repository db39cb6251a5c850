using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>How a view agrees on a key tree and carries a plan out; the same for C, B, O and O3. Prose: spec/protocols/key-trees.md.</summary>
public static class KeyTreeRules
{
    /// <summary>K-01.</summary>
    public static readonly RuleId Report = new("K-01", "In a new view with others, every member reports to the leader its path in the tree of the run that it committed last; a newcomer reports an empty path.");

    /// <summary>K-02.</summary>
    public static readonly RuleId Components = new("K-02", "Members whose paths have one root bring one tree; of its members, those who did not report that root are gone from it.");

    /// <summary>K-03.</summary>
    public static readonly RuleId NewKeys = new("K-03", "Every run makes a new group key, and replaces every key that somebody held who is not, or no more, below it.");

    /// <summary>K-04.</summary>
    public static readonly RuleId Naming = new("K-04", "A key is named by the run that made it and its number among that run's new keys in preorder; the group key is number 0.");

    /// <summary>K-05.</summary>
    public static readonly RuleId Prune = new("K-05", "Paper policy: who is gone is cut out, a node with one child left gives way to it, and every key above is new.");

    /// <summary>K-06.</summary>
    public static readonly RuleId Split = new("K-06", "Paper policy: components, the largest first and equals by leader's name, are split into as many equal parts as the degree allows, recursively.");

    /// <summary>K-07.</summary>
    public static readonly RuleId Chooser = new("K-07", "A new key is chosen by who chose the key at its head, or leads its head: the child where the tree changed, the first of several, else the first child.");

    /// <summary>K-08.</summary>
    public static readonly RuleId Balance = new("K-08", "Balanced policy: the largest intact subtrees are joined, the lowest first, so that heights of siblings differ by at most 1; keys above an insertion are new.");

    /// <summary>K-09.</summary>
    public static readonly RuleId NeverAgain = new("K-09", "Balanced policy: a key that was a group key is replaced where it would become the key of a subtree.");

    /// <summary>K-10.</summary>
    public static readonly RuleId Announce = new("K-10", "With all reports in, the leader multicasts the tree of the run, signed; the tree determines the plan.");

    /// <summary>K-11.</summary>
    public static readonly RuleId TakePlan = new("K-11", "A member takes the first tree of the expected run from the view's leader, if it covers the view and keeps, on the member's path, only keys that it holds.");

    /// <summary>K-12.</summary>
    public static readonly RuleId Act = new("K-12", "A member chooses its keys when it has the plan, and sends each of its messages when it has seen all that the plan puts before it.");

    /// <summary>K-13.</summary>
    public static readonly RuleId TakePart = new("K-13", "A message of the plan is taken once, from its sender, if it is exactly what the plan says; what lies on the member's path is decrypted, to a fixpoint.");

    /// <summary>K-14.</summary>
    public static readonly RuleId EarlyPart = new("K-14", "A message that comes before the tree, or before the key that opens it, waits.");

    /// <summary>K-15.</summary>
    public static readonly RuleId MootPart = new("K-15", "A message of which a member needs nothing any more is ignored, and so is any while blocked.");

    /// <summary>K-16.</summary>
    public static readonly RuleId Complete = new("K-16", "A member acknowledges when it holds every key of its path and has sent all its messages; the leader counts acks from then on, and they wait until then.");

    /// <summary>K-17.</summary>
    public static readonly RuleId Switch = new("K-17", "Tree, keys of the path and group key are taken into use together, at the commit; a run that was cut off leaves no trace.");

    /// <summary>K-18.</summary>
    public static readonly RuleId Refresh = new("K-18", "On request, a keyed and unblocked leader opens the next run of the same view with the same tree and a new group key; no reports are needed.");

    /// <summary>K-19.</summary>
    public static readonly RuleId ForwardRefresh = new("K-19", "A keyed and unblocked member that is not the leader sends the request to the leader, signed; a request that crosses an open run or a block is ignored.");

    /// <summary>K-20.</summary>
    public static readonly RuleId Alone = new("K-20", "A member alone in its view chooses a fresh group key and commits it at once; its tree is its leaf.");

    /// <summary>K-21.</summary>
    public static readonly RuleId Contradiction = new("K-21", "A report that comes twice, or that no tree of the protocol can give, is rejected; senders of reports that contradict each other count as newcomers.");
}
