using Rekey.Core;
using static Rekey.Spec.Layers.GroupsState;
using static Rekey.Spec.Layers.GroupsTrigger;

namespace Rekey.Spec.Layers;

/// <summary>States of a daemon, as far as its clients' groups go.</summary>
public enum GroupsState : byte
{
    /// <summary>It has started, and knows no configuration.</summary>
    Alone,

    /// <summary>All daemons of the configuration share the state of all groups.</summary>
    Operational,

    /// <summary>The configuration has ended, the next one has not begun.</summary>
    Transitional,

    /// <summary>The daemons of a configuration tell each other their states.</summary>
    Gathering,

    /// <summary>The configuration ended while they did.</summary>
    GatheringAgain,
}

/// <summary>What an event can mean to a daemon.</summary>
public enum GroupsTrigger : byte
{
    /// <summary>A session begins.</summary>
    ConnectAsked,

    /// <summary>A session that would have the name of one that is not over.</summary>
    ConnectMoot,

    /// <summary>A client asks for something, or is gone.</summary>
    Asked,

    /// <summary>Somebody without a session does.</summary>
    AskedMoot,

    /// <summary>A join, a leave or an end that changes a group.</summary>
    RequestApplies,

    /// <summary>One that changes nothing.</summary>
    RequestMoot,

    /// <summary>A client's message.</summary>
    DataOrdered,

    /// <summary>What a client asked for, ordered in another configuration than it was sent in.</summary>
    Astray,

    /// <summary>A state, others still missing.</summary>
    StatePartial,

    /// <summary>The last state.</summary>
    StateLast,

    /// <summary>A state that is told for another configuration.</summary>
    StateAstray,

    /// <summary>The transitional configuration.</summary>
    ConfigurationEnds,

    /// <summary>A configuration all of whose daemons share the state.</summary>
    ConfigurationShared,

    /// <summary>A configuration with others.</summary>
    ConfigurationMixed,
}

/// <summary>The layer of light-weight groups, as tools see it.</summary>
public sealed class GroupsSpec() : LayerSpec(
    "Groups",
    "Light-weight groups over the configurations of daemons, in the daemon",
    "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, sections 3.1 and 3.2",
    GroupsTable.Table,
    RuleBook.Of(typeof(GroupsRules)),
    ["ExtendedVirtualSynchrony", "GroupPrecision"])
{
    private const string Says = "it says what a view is, and no step is decided by it";

    /// <inheritdoc/>
    public override IReadOnlyList<Unvisited> Unvisited { get; } =
    [
        new(Visit.Rule, "GR-13", $"{Says}; without it two views have one name (groups-count-alone)"),
        new(Visit.Rule, "GR-14", $"{Says}; without it clients go together that did not (groups-together-with-strangers)"),
        new(Visit.Rule, "GR-15", "no daemon here tells a state that is not its own; tests do (GroupsTests)"),
    ];
}

/// <summary>The control table of the layer of light-weight groups.</summary>
public static class GroupsTable
{
    private const string NoRing = "the ring delivers nothing before the first configuration";
    private const string NotSent = "until all are told, nothing that clients ask for is sent (GR-10), and what is agreed is delivered in its order";
    private const string AllTold = "all states of this configuration are told";
    private const string Ended = "after the end of a configuration comes the next one";
    private const string EndFirst = "a configuration ends before the next one begins";

    /// <summary>The table.</summary>
    public static ControlTable<GroupsState, GroupsTrigger> Table { get; } =
        Ring(States(Words(Wishes(ControlTable<GroupsState, GroupsTrigger>.Begin(Alone))))).Build();

    private static ControlTableBuilder<GroupsState, GroupsTrigger> Wishes(ControlTableBuilder<GroupsState, GroupsTrigger> table) => table
        .Stay(ConnectAsked, GroupsRules.Session, Alone, Operational, Transitional, Gathering, GatheringAgain)
        .Stay(ConnectMoot, GroupsRules.Session, Alone, Operational, Transitional, Gathering, GatheringAgain)
        .Stay(Asked, GroupsRules.Ask, Alone, Operational, Transitional, Gathering, GatheringAgain)
        .Ignore(AskedMoot, GroupsRules.Session, Alone, Operational, Transitional, Gathering, GatheringAgain);

    private static ControlTableBuilder<GroupsState, GroupsTrigger> Words(ControlTableBuilder<GroupsState, GroupsTrigger> table) => table
        .Stay(RequestApplies, GroupsRules.Apply, Operational)
        .Stay(RequestMoot, GroupsRules.Moot, Operational)
        .Stay(DataOrdered, GroupsRules.Data, Operational, Transitional)
        .Ignore(RequestApplies, GroupsRules.Between, Transitional).Ignore(RequestMoot, GroupsRules.Between, Transitional)
        .Impossible(RequestApplies, NotSent, Gathering, GatheringAgain).Impossible(RequestApplies, NoRing, Alone)
        .Impossible(RequestMoot, NotSent, Gathering, GatheringAgain).Impossible(RequestMoot, NoRing, Alone)
        .Impossible(DataOrdered, NotSent, Gathering, GatheringAgain).Impossible(DataOrdered, NoRing, Alone)
        .Ignore(Astray, GroupsRules.Astray, Operational, Transitional, Gathering, GatheringAgain)
        .Impossible(Astray, NoRing, Alone);

    private static ControlTableBuilder<GroupsState, GroupsTrigger> States(ControlTableBuilder<GroupsState, GroupsTrigger> table) => table
        .Stay(StatePartial, GroupsRules.Exchange, Gathering, GatheringAgain)
        .Go(StateLast, Operational, GroupsRules.Merge, Gathering)
        .Go(StateLast, Transitional, GroupsRules.Again, GatheringAgain)
        .Impossible(StatePartial, AllTold, Operational, Transitional).Impossible(StateLast, AllTold, Operational, Transitional)
        .Ignore(StateAstray, GroupsRules.Astray, Operational, Transitional, Gathering, GatheringAgain)
        .Impossible(StatePartial, NoRing, Alone).Impossible(StateLast, NoRing, Alone).Impossible(StateAstray, NoRing, Alone);

    private static ControlTableBuilder<GroupsState, GroupsTrigger> Ring(ControlTableBuilder<GroupsState, GroupsTrigger> table) => table
        .Go(ConfigurationEnds, Transitional, GroupsRules.Signal, Operational)
        .Go(ConfigurationEnds, GatheringAgain, GroupsRules.Again, Gathering)
        .Impossible(ConfigurationEnds, Ended, Transitional, GatheringAgain).Impossible(ConfigurationEnds, NoRing, Alone)
        .Go(ConfigurationShared, Operational, GroupsRules.Shrink, Alone, Transitional, GatheringAgain)
        .Go(ConfigurationMixed, Gathering, GroupsRules.Exchange, Alone, Transitional, GatheringAgain)
        .Impossible(ConfigurationShared, EndFirst, Operational, Gathering).Impossible(ConfigurationMixed, EndFirst, Operational, Gathering);
}
