using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>A servers agreement engine with one thing wrong.</summary>
public abstract class ServersMutant : LayerMutant<ServersEngine, ServersDaemon>
{
    private static readonly GroupId Nobodys = new("nobodys");

    /// <inheritdoc/>
    public sealed override string Protocol => "Servers";

    /// <inheritdoc/>
    public override string Faults => "crash=1,leave=1,join=2,partition=2,merge=2,send=4,depth=4";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(Monitors.GroupCommunication.ServerTraffic)];

    /// <summary>A step of the right engine, which draws nothing.</summary>
    protected static Outcome Right(ServersEngine right, ServersDaemon daemon, PortEvent input) => right.Step(daemon, input, null!);

    /// <summary>The same outcome with another state.</summary>
    protected static Outcome After(Outcome outcome, Func<ServersDaemon, ServersDaemon> edit) =>
        outcome is Moved { State: ServersDaemon daemon } moved ? moved with { State = edit(daemon) } : outcome;

    /// <summary>Whether a daemon is in a state.</summary>
    protected static bool Is(ServersDaemon daemon, ServersState state) => daemon.Control == (byte)state;

    /// <summary>What comes to a daemon that was told too early that all are ready, and what its rekey protocol still says; null for anything else.</summary>
    protected static Outcome? Late(ServersDaemon daemon, PortEvent input) => Is(daemon, ServersState.Keying) || Is(daemon, ServersState.Interrupted)
        ? null
        : input switch
        {
            KeyCommitted or RingDelivered { Body: DaemonReady } => new Ignored(default, ServersRules.Astray),
            EvsMulticast says => new Moved(default, daemon, [new RingMulticast(says.Service, new MemberSaid(says.Body))], ServersRules.Member),
            RingDelivered { Body: MemberSaid said } heard => new Moved(default, daemon, [new EvsDelivered(Nobodys, heard.From, heard.Service, said.Body)], ServersRules.Member),
            _ => null,
        };

    /// <summary>A state in which all daemons are taken to be ready, as it is once the last one is.</summary>
    protected static Outcome AsIfAllWere(ServersEngine right, ServersDaemon daemon, PortEvent[] before)
    {
        var last = daemon.Configuration!.Members[0];
        var passed = (Moved)Right(right, daemon with { Ready = [.. daemon.Configuration.Members.Remove(last)] }, new RingDelivered(last, Service.Agreed, new DaemonReady(daemon.Configuration.Id)));
        return passed with { Effects = [.. before, .. passed.Effects] };
    }
}
