using Rekey.Core;

namespace Rekey.Spec.Layers;

/// <summary>Light-weight groups over the ring of daemons, in the daemon. Prose: spec/layers/groups.md.</summary>
public static class GroupsRules
{
    /// <summary>GR-01.</summary>
    public static readonly RuleId Session = new("GR-01", "A client has a session with one daemon; its name is in use until the end of the session is ordered; outside a session nothing is asked, and nothing is told.");

    /// <summary>GR-02.</summary>
    public static readonly RuleId Ask = new("GR-02", "What a client asks for is one message to all daemons, which names the configuration that it is sent in; a daemon keeps it until it has taken effect.");

    /// <summary>GR-03.</summary>
    public static readonly RuleId Astray = new("GR-03", "What is ordered in another configuration than it names is nothing anywhere; its daemon sends it again when groups are settled.");

    /// <summary>GR-04.</summary>
    public static readonly RuleId Apply = new("GR-04", "A join, a leave and the end of a session take effect where they are ordered, at all daemons, and change nothing but the groups that they name.");

    /// <summary>GR-05.</summary>
    public static readonly RuleId Moot = new("GR-05", "To join twice, to leave where one is not, and the end of a client that is in no group change nothing, and nobody is told.");

    /// <summary>GR-06.</summary>
    public static readonly RuleId Data = new("GR-06", "A message is handed to the local members of its group at the place where it is ordered, whoever sent it.");

    /// <summary>GR-07.</summary>
    public static readonly RuleId Signal = new("GR-07", "When a configuration ends, the local members of each group that has members at daemons that do not come along get the transitional signal.");

    /// <summary>GR-08.</summary>
    public static readonly RuleId Between = new("GR-08", "A join, a leave or the end of a session that is ordered after the end of a configuration takes no effect, and is sent again.");

    /// <summary>GR-09.</summary>
    public static readonly RuleId Shrink = new("GR-09", "When a configuration begins, members at daemons that do not share the state any more are out; if all its daemons share the state, each group that has changed gets a view at once.");

    /// <summary>GR-10.</summary>
    public static readonly RuleId Exchange = new("GR-10", "Where not all daemons of a configuration share the state, the smallest of those who share one tells it; until all are told, nothing that clients ask for is sent.");

    /// <summary>GR-11.</summary>
    public static readonly RuleId Merge = new("GR-11", "When all are told, a group's members are those that any state names; one that a single state names, and that has not changed, keeps its view, and each other gets a new one.");

    /// <summary>GR-12.</summary>
    public static readonly RuleId Again = new("GR-12", "A configuration that ends while states are told signals nothing yet: if the last state still comes, groups are merged and then it ends; if not, those who come along go on with the state that they share.");

    /// <summary>GR-13.</summary>
    public static readonly RuleId Name = new("GR-13", "A view is named by the configuration's number, by a count of the changes in it, and by its smallest member.");

    /// <summary>GR-14.</summary>
    public static readonly RuleId Together = new("GR-14", "Who is told to have come together: at a join, a leave or an end all who stay; at a change of the configuration the members at daemons that have shared the state all along.");

    /// <summary>GR-15.</summary>
    public static readonly RuleId State = new("GR-15", "A state is told once in a configuration, by the smallest daemon of those whom it names; any other is rejected.");
}
