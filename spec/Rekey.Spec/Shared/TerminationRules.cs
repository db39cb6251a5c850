using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>
/// The two-phase termination and the restart of paper A, section 2, that every protocol ends with; prose: spec/protocols/termination.md.
/// </summary>
public static class TerminationRules
{
    /// <summary>T-01.</summary>
    public static readonly RuleId Acknowledge = new("T-01", "A member that holds the run's group key acknowledges it to the leader, signed, naming the key.");

    /// <summary>T-02.</summary>
    public static readonly RuleId NameKey = new("T-02", "Acks and ProtoDone name the key by its key identifier, a one-way function of it, and are signed with group, view and run.");

    /// <summary>T-03.</summary>
    public static readonly RuleId CountAck = new("T-03", "The leader counts an ack once per member of the view, for the open run and its key only.");

    /// <summary>T-04.</summary>
    public static readonly RuleId Commit = new("T-04", "When every other member has acknowledged, the leader multicasts ProtoDone and commits the key.");

    /// <summary>T-05.</summary>
    public static readonly RuleId Done = new("T-05", "A member that receives the leader's ProtoDone for its staged key commits that key.");

    /// <summary>T-06.</summary>
    public static readonly RuleId BlockAbandons = new("T-06", "Blocked, a leader abandons its open run and a member sends no ack: that run can no longer commit.");

    /// <summary>T-07.</summary>
    public static readonly RuleId BlockKeepsStaged = new("T-07", "Blocked after its ack, a member keeps the staged key until the next view, because ProtoDone may still come.");

    /// <summary>T-08.</summary>
    public static readonly RuleId Restart = new("T-08", "Installing a view discards every key, ack and open run of the view before; a new run begins.");

    /// <summary>T-09.</summary>
    public static readonly RuleId OtherView = new("T-09", "A message of another view is rejected; one deferred in an earlier view is dropped when the next is installed.");

    /// <summary>T-10.</summary>
    public static readonly RuleId Strangers = new("T-10", "A message counts only from a member of the view, and only from the one that the protocol designates.");

    /// <summary>T-11.</summary>
    public static readonly RuleId OnceInOrder = new("T-11", "Each run's messages are accepted once, and only for the run that is expected.");

    /// <summary>T-12.</summary>
    public static readonly RuleId Leave = new("T-12", "A member that leaves erases all its keys and takes part no more.");
}
