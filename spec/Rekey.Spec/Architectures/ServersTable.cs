using Rekey.Core;
using static Rekey.Spec.Architectures.ServersState;
using static Rekey.Spec.Architectures.ServersTrigger;

namespace Rekey.Spec.Architectures;

/// <summary>States of a daemon, as far as the server key goes.</summary>
public enum ServersState : byte
{
    /// <summary>It has started, and knows no configuration.</summary>
    Alone,

    /// <summary>The daemons of the configuration agree on a key.</summary>
    Keying,

    /// <summary>All daemons have the key, and the configuration is passed up.</summary>
    Keyed,

    /// <summary>The configuration that was passed up has ended, the next one has not begun.</summary>
    Ended,

    /// <summary>The configuration ended before all daemons had the key.</summary>
    Interrupted,
}

/// <summary>What an event can mean to a daemon.</summary>
public enum ServersTrigger : byte
{
    /// <summary>A regular configuration.</summary>
    ConfigurationBegins,

    /// <summary>The transitional configuration.</summary>
    ConfigurationEnds,

    /// <summary>The rekey protocol asks to be in the group of daemons.</summary>
    MemberJoins,

    /// <summary>It says something to it.</summary>
    MemberSays,

    /// <summary>Something is said in the group of daemons.</summary>
    MemberHears,

    /// <summary>It has committed a key for the configuration.</summary>
    KeyAgreed,

    /// <summary>It has committed a key for another view, which nobody waits for any more.</summary>
    KeyOfOtherView,

    /// <summary>A daemon is ready, others are not.</summary>
    ReadyPartial,

    /// <summary>The last daemon is ready.</summary>
    ReadyLast,

    /// <summary>A word that is for another configuration.</summary>
    ReadyAstray,

    /// <summary>The layer above asks to send.</summary>
    SendAsked,

    /// <summary>What a layer above asked for.</summary>
    DataOpened,

    /// <summary>What is sealed for another configuration.</summary>
    DataAstray,
}

/// <summary>The servers agreement engine, as tools see it.</summary>
public sealed class ServersSpec() : LayerSpec(
    "Servers",
    "The servers agreement engine below light-weight groups, in the daemon",
    "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 4.3",
    ServersTable.Table,
    RuleBook.Of(typeof(ServersRules)),
    ["ExtendedVirtualSynchrony", "GroupPrecision", "ServerTraffic"])
{
    /// <inheritdoc/>
    public override IReadOnlyList<Unvisited> Unvisited { get; } =
    [
        new(Visit.Rule, "SA-09", "it says what is forgotten with a step that other rules decide; without it old keys stay in use (servers-old-key-kept)"),
        new(Visit.Rule, "SA-10", "daemons here say nothing wrong, and only once; tests do (ServersAgreementTests)"),
    ];
}

/// <summary>The control table of the servers agreement engine.</summary>
public static class ServersTable
{
    private const string NoRing = "the ring delivers nothing before the first configuration";
    private const string EndFirst = "a configuration ends before the next one begins";
    private const string Over = "after the end of a configuration comes the next one";
    private const string AllReady = "all daemons of this configuration are ready";
    private const string OneKey = "nobody asks for a second key in a configuration";
    private const string InItsOrder = "what a daemon said before is ordered before its word that it is ready, and that before the last one; anything else is rejected";
    private const string JoinsFirst = "it asks once, when the first configuration begins";

    /// <summary>The table.</summary>
    public static ControlTable<ServersState, ServersTrigger> Table { get; } =
        Traffic(Member(Ring(ControlTable<ServersState, ServersTrigger>.Begin(Alone)))).Build();

    private static ControlTableBuilder<ServersState, ServersTrigger> Ring(ControlTableBuilder<ServersState, ServersTrigger> table) => table
        .Go(ConfigurationBegins, Keying, ServersRules.Agree, Alone, Ended, Interrupted)
        .Impossible(ConfigurationBegins, EndFirst, Keying, Keyed)
        .Go(ConfigurationEnds, Ended, ServersRules.Hold, Keyed)
        .Go(ConfigurationEnds, Interrupted, ServersRules.PassUp, Keying)
        .Impossible(ConfigurationEnds, NoRing, Alone).Impossible(ConfigurationEnds, Over, Ended, Interrupted);

    private static ControlTableBuilder<ServersState, ServersTrigger> Member(ControlTableBuilder<ServersState, ServersTrigger> table) => table
        .Ignore(MemberJoins, ServersRules.Member, Keying)
        .Impossible(MemberJoins, JoinsFirst, Alone, Keyed, Ended, Interrupted)
        .Stay(MemberSays, ServersRules.Member, Keying, Interrupted)
        .Stay(MemberHears, ServersRules.Member, Keying, Interrupted)
        .Impossible(MemberSays, "the rekey protocol has nothing to say once all have the key", Keyed, Ended).Impossible(MemberHears, InItsOrder, Keyed, Ended)
        .Impossible(MemberSays, NoRing, Alone).Impossible(MemberHears, NoRing, Alone)
        .Stay(KeyAgreed, ServersRules.Ready, Keying)
        .Ignore(KeyAgreed, ServersRules.PassUp, Interrupted)
        .Ignore(KeyOfOtherView, ServersRules.Agree, Keying, Interrupted)
        .Impossible(KeyAgreed, OneKey, Keyed, Ended).Impossible(KeyAgreed, NoRing, Alone)
        .Impossible(KeyOfOtherView, OneKey, Keyed, Ended).Impossible(KeyOfOtherView, NoRing, Alone)
        .Stay(ReadyPartial, ServersRules.Ready, Keying)
        .Go(ReadyLast, Keyed, ServersRules.PassUp, Keying)
        .Ignore(ReadyPartial, ServersRules.PassUp, Interrupted).Ignore(ReadyLast, ServersRules.PassUp, Interrupted)
        .Impossible(ReadyPartial, AllReady, Keyed, Ended).Impossible(ReadyLast, AllReady, Keyed, Ended)
        .Ignore(ReadyAstray, ServersRules.Astray, Keying, Interrupted)
        .Impossible(ReadyAstray, InItsOrder, Keyed, Ended)
        .Impossible(ReadyPartial, NoRing, Alone).Impossible(ReadyLast, NoRing, Alone).Impossible(ReadyAstray, NoRing, Alone);

    private static ControlTableBuilder<ServersState, ServersTrigger> Traffic(ControlTableBuilder<ServersState, ServersTrigger> table) => table
        .Stay(SendAsked, ServersRules.Seal, Keyed)
        .Stay(SendAsked, ServersRules.Wait, Keying, Ended, Interrupted)
        .Impossible(SendAsked, "the layer above knows no configuration", Alone)
        .Stay(DataOpened, ServersRules.Seal, Keyed)
        .Stay(DataOpened, ServersRules.Hold, Ended)
        .Impossible(DataOpened, "it opens with the key of a configuration that is passed up", Alone, Keying, Interrupted)
        .Ignore(DataAstray, ServersRules.Astray, Keying, Interrupted)
        .Impossible(DataAstray, InItsOrder, Keyed, Ended)
        .Impossible(DataAstray, NoRing, Alone);
}
