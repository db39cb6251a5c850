using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;
using Rekey.Spec.Architectures;
using static Rekey.Spec.Architectures.ServersTrigger;

namespace Rekey.Architectures.Engines.ServersAgreement;

/// <summary>
/// A ring whose configurations are keyed before anybody above hears of them, out of one whose configurations are not (paper B, section 4.3.1: "prior to
/// notifying the client applications that the membership has completed"; spec/architectures/servers-agreement.md). At its side is a member of the group of
/// daemons: it is told what extended virtual synchrony tells, and gives keys.
/// </summary>
/// <param name="group">The name of the group of daemons.</param>
/// <param name="suite">The cryptography.</param>
public sealed class ServersEngine(GroupId group, ICipherSuite suite) : ILayer
{
    private static readonly PortEvent[] None = [];

    /// <inheritdoc/>
    public Port Lower => RingPort.Port;

    /// <inheritdoc/>
    public Port Upper => RingPort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new ServersDaemon { Self = self, Control = (byte)ServersState.Alone };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var daemon = (ServersDaemon)state;
        return input switch
        {
            RingDelivered { Body: var body } delivered when IsTooLate(daemon, body) => Turned(delivered.From, RejectionKind.WrongView, "configuration", $"{daemon.Configuration}"),
            RegularConfiguration regular => Decide(daemon, ConfigurationBegins, d => Begin(d, regular.View)),
            TransitionalConfiguration end => Decide(daemon, ConfigurationEnds, d => End(d, end.Daemons)),
            RingDelivered { Body: MemberSaid said } delivered => Decide(daemon, MemberHears, d => (d, [new EvsDelivered(group, delivered.From, delivered.Service, said.Body)])),
            RingDelivered { Body: DaemonReady ready } delivered => OnReady(daemon, ready, delivered.From),
            RingDelivered { Body: SealedBody body } delivered => OnSealed(daemon, body, delivered),
            RingDelivered delivered => Turned(delivered.From, RejectionKind.UnknownType, "body", "a message of the servers agreement engine"),
            RingMulticast asked => Decide(daemon, SendAsked, d => Ask(d, asked)),
            EvsJoin => Decide(daemon, MemberJoins, static d => (d, None)),
            EvsMulticast says => Decide(daemon, MemberSays, d => (d, [new RingMulticast(says.Service, new MemberSaid(says.Body))])),
            KeyCommitted key => Decide(daemon, key.Epoch.View == daemon.Configuration?.Id ? KeyAgreed : KeyOfOtherView, d =>
                (d with { Key = key }, [new RingMulticast(Service.Agreed, new DaemonReady(d.Configuration!.Id))])),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    private static Outcome Decide(ServersDaemon daemon, ServersTrigger trigger, Func<ServersDaemon, (ServersDaemon State, PortEvent[] Effects)> act) =>
        ServersTable.Table.Decide(daemon, trigger, act);

    private static Rejected Turned(MemberId sender, RejectionKind kind, string field, string expected) =>
        new(sender, new Rejection(kind, field, expected), ServersRules.Reject);

    /// <summary>SA-10: once all are ready, no daemon has anything to say any more of what was before.</summary>
    private static bool IsTooLate(ServersDaemon daemon, Envelope body) => (ServersState)daemon.Control is ServersState.Keyed or ServersState.Ended && body switch
    {
        MemberSaid or DaemonReady => true,
        SealedBody said => said.Epoch.View != daemon.Configuration!.Id,
        _ => false,
    };

    /// <summary>SA-01, SA-02, SA-09.</summary>
    private (ServersDaemon State, PortEvent[] Effects) Begin(ServersDaemon daemon, View configuration)
    {
        var isFirst = daemon.Configuration is null;
        var came = isFirst ? [daemon.Self] : daemon.Came;
        var begun = daemon with { Configuration = configuration, Came = came, Key = null, Ready = [], Sealed = 0, Opened = daemon.Opened.Clear() };
        var membership = new EvsMembership(group, configuration, came);
        return (begun, isFirst ? [JoinRequested.Instance, membership] : [membership]);
    }

    /// <summary>SA-05. The group of daemons gets a signal where it loses some (EVS-7).</summary>
    private (ServersDaemon State, PortEvent[] Effects) End(ServersDaemon daemon, ImmutableArray<MemberId> along)
    {
        var since = (ServersState)daemon.Control == ServersState.Keyed ? along : [.. daemon.Along.Where(along.Contains)];
        return (daemon with { Came = along, Along = since }, daemon.Configuration!.Members.All(along.Contains) ? None : [new EvsTransitional(group)]);
    }

    /// <summary>SA-03, SA-04, SA-10.</summary>
    private Outcome OnReady(ServersDaemon daemon, DaemonReady ready, MemberId from)
    {
        if (ready.Configuration != daemon.Configuration?.Id)
        {
            return Decide(daemon, ReadyAstray, static d => (d, None));
        }

        if (!daemon.Configuration.Contains(from) || daemon.Ready.Contains(from))
        {
            return Turned(from, RejectionKind.Duplicate, "configuration", "the first word of a daemon of the configuration");
        }

        var all = daemon.Ready.Add(from);
        return all.Count < daemon.Configuration.Members.Length
            ? Decide(daemon, ReadyPartial, d => (d with { Ready = all }, None))
            : Decide(daemon, ReadyLast, d => PassUp(d with { Ready = all }));
    }

    /// <summary>SA-04, SA-05, SA-07.</summary>
    private (ServersDaemon State, PortEvent[] Effects) PassUp(ServersDaemon daemon)
    {
        RingUp[] before = daemon.Told is null ? [] : [new TransitionalConfiguration(daemon.Along), .. daemon.Held];
        var outbox = daemon.Outbox.Select(static (o, i) => o with { Number = (uint)i + 1 }).ToImmutableArray();
        var after = daemon with { Told = daemon.Configuration, Along = [], Held = [], Outbox = outbox, Sealed = (uint)outbox.Length };
        return (after, [.. before, new RegularConfiguration(daemon.Configuration!), .. outbox.Select(o => Sealed(after, o))]);
    }

    /// <summary>SA-06, SA-07.</summary>
    private (ServersDaemon State, PortEvent[] Effects) Ask(ServersDaemon daemon, RingMulticast asked)
    {
        if ((ServersState)daemon.Control != ServersState.Keyed)
        {
            return (daemon with { Outbox = daemon.Outbox.Add(new Outgoing(0, asked)) }, None);
        }

        var outgoing = new Outgoing(daemon.Sealed + 1, asked);
        return (daemon with { Outbox = daemon.Outbox.Add(outgoing), Sealed = outgoing.Number }, [Sealed(daemon, outgoing)]);
    }

    private RingMulticast Sealed(ServersDaemon daemon, Outgoing outgoing) => new(outgoing.Asked.Service, new SealedBody(
        daemon.Key!.Epoch, daemon.Self, outgoing.Number, suite.TrafficKey(daemon.Key.Key, daemon.Self), outgoing.Asked.Body));

    /// <summary>SA-05, SA-06, SA-08, SA-10.</summary>
    private Outcome OnSealed(ServersDaemon daemon, SealedBody body, RingDelivered delivered)
    {
        var state = (ServersState)daemon.Control;
        if (body.Epoch.View != daemon.Configuration?.Id || state == ServersState.Interrupted)
        {
            return Decide(daemon, DataAstray, static d => (d, None));
        }

        var from = delivered.From;
        if (state == ServersState.Keying)
        {
            return Turned(from, RejectionKind.WrongView, "epoch", "a configuration whose daemons are all ready");
        }

        if (body.Epoch != daemon.Key!.Epoch || body.Open(suite.TrafficKey(daemon.Key.Key, from)) is not { } opened)
        {
            return Turned(from, RejectionKind.BadCiphertext, "body", $"what {from} sealed for {daemon.Key.Epoch}");
        }

        if (body.Number != daemon.Opened.GetValueOrDefault(from) + 1)
        {
            return Turned(from, RejectionKind.Duplicate, "number", $"{from}'s next number");
        }

        return Decide(daemon, DataOpened, d =>
        {
            var plain = delivered with { Body = opened };
            var after = d with { Opened = d.Opened.SetItem(from, body.Number), Outbox = from == d.Self ? d.Outbox.RemoveAll(o => o.Number == body.Number) : d.Outbox };
            return state == ServersState.Keyed ? (after, [plain]) : (after with { Held = after.Held.Add(plain) }, None);
        });
    }
}
