using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.GroupCommunication.Groups;
using Rekey.Observing;
using Rekey.Spec.Layers;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>Daemons with the layer of groups, and clients as processes of their own that have sessions with them.</summary>
/// <param name="layer">The layers of each daemon.</param>
/// <param name="clients">What stands above the layers of each client.</param>
/// <param name="group">The group that the clients join.</param>
internal sealed class DaemonSessions(ILayer layer, EvsUpper clients, GroupId group) : DaemonUpper(layer)
{
    /// <inheritdoc/>
    public override EvsUpper Clients => clients;

    /// <inheritdoc/>
    public override RunSetting Setting => clients.Setting;

    /// <inheritdoc/>
    public override ObservationLog Log => clients.Log;

    /// <inheritdoc/>
    public override IEnumerable<Standing> Others => clients.Others;

    /// <inheritdoc/>
    public override void Reset() => clients.Reset();

    /// <inheritdoc/>
    public override IEnumerable<PortEvent> Begin(EvsProcess p, int beginning) => [];

    /// <inheritdoc/>
    public override int WishesOf(EvsProcess p, Fault fault) => 0;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it is clients that ask.</exception>
    public override PortEvent Wish(EvsProcess p, Fault fault, int option) => throw new NotSupportedException("a daemon asks for nothing");

    /// <inheritdoc/>
    public override View? ViewOf(EvsProcess daemon, MemberId client) =>
        ((GroupsDaemon)daemon.Box.State).Groups.TryGetValue(group, out var known) && known.Members.Any(m => m.Client == client)
            ? new View(known.Name, [.. known.Members.Select(static m => m.Client)])
            : null;

    /// <inheritdoc/>
    /// <remarks>What is asked of rekey protocols and of the flush layer, is asked of clients.</remarks>
    public override Step? StepOf(EvsProcess p, LayerStep leaf) => null;

    /// <inheritdoc/>
    public override TraceRecord Tell(EvsProcess p, LayerStep leaf) =>
        EvsWords.Tell(GroupsTable.Table, p, new Step(p, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false), Describe);

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => envelope switch
    {
        ClientRequest { Asked: EvsMulticast multicast } => Describe(multicast.Body),
        IUserMessage message => clients.Describe(message.Body),
        FlushOk or ViewTaken or ClientRequest or GroupsTold => $"{envelope}",
        _ => clients.Describe(envelope),
    };
}
