using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>How a view agrees on who takes part in an agreement, and carries it out; the same for CKD, BD, STR, GDH and TGDH. Prose: spec/protocols/key-agreement.md.</summary>
public static class AgreementRules
{
    /// <summary>A-01.</summary>
    public static readonly RuleId Report = new("A-01", "In a new view with others, every member reports to the leader the epoch that it committed last, its base; a newcomer reports none.");

    /// <summary>A-02.</summary>
    public static readonly RuleId Components = new("A-02", "Members with one base are one component; every newcomer is a component of its own.");

    /// <summary>A-03.</summary>
    public static readonly RuleId Order = new("A-03", "Components are ordered: more members first, equals by their first name; members within a component by name.");

    /// <summary>A-04.</summary>
    public static readonly RuleId Announce = new("A-04", "With all reports in, the leader multicasts the lineup, which is the ordered components; it determines who does what.");

    /// <summary>A-05.</summary>
    public static readonly RuleId TakeLineup = new("A-05", "A member takes the first lineup of the expected run from the view's leader, if it covers the view in order and puts the member among members of its own base.");

    /// <summary>A-06.</summary>
    public static readonly RuleId TakePart = new("A-06", "A message of the run counts only from the member that the protocol lets send it, to the member that it is for, and only if it fits the lineup and what came before.");

    /// <summary>A-07.</summary>
    public static readonly RuleId EarlyPart = new("A-07", "A message that comes before the lineup, or before something of the run that it rests on, waits.");

    /// <summary>A-08.</summary>
    public static readonly RuleId Complete = new("A-08", "A member acknowledges when it has computed the group key and sent all its messages; the leader counts acks from then on, and they wait until then.");

    /// <summary>A-09.</summary>
    public static readonly RuleId Switch = new("A-09", "What a member keeps for later runs changes at the commit, with the group key; a run that was cut off leaves no trace.");

    /// <summary>A-10.</summary>
    public static readonly RuleId Refresh = new("A-10", "On request, a keyed and unblocked leader opens the next run of the same view, with all members in one component.");

    /// <summary>A-11.</summary>
    public static readonly RuleId ForwardRefresh = new("A-11", "A keyed and unblocked member that is not the leader sends the request to the leader; a request that crosses an open run or a block is ignored.");

    /// <summary>A-12.</summary>
    public static readonly RuleId Alone = new("A-12", "A member alone in its view chooses a fresh group key and a fresh share, and commits at once; the share is no part of the key.");

    /// <summary>A-13.</summary>
    public static readonly RuleId Stamp = new("A-13", "Every signed message has a sequence number and a time; a receiver takes it only if both exceed those of the last message that it took from the same sender in this view.");

    /// <summary>A-14.</summary>
    public static readonly RuleId Key = new("A-14", "The group key is a one-way function of the agreed element, never the element itself.");

    /// <summary>A-15.</summary>
    public static readonly RuleId NoIdentity = new("A-15", "The identity, and whatever is no element of the group, is rejected wherever an element is expected.");
}
