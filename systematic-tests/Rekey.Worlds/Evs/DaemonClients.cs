using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>Clients with sessions at daemons: two at each, of which one joins a group as soon as it is connected.</summary>
/// <param name="layer">The layers of each daemon.</param>
/// <param name="table">Their control table.</param>
internal class DaemonClients(ILayer layer, IControlTable table) : DaemonUpper(layer)
{
    private static readonly GroupId[] Groups = [Scenario.NameOfGroup(0), Scenario.NameOfGroup(1)];
    private static readonly Service[] Services = [Service.Fifo, Service.Agreed];

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there are no keys here.</exception>
    public override RunSetting Setting => throw new NotSupportedException("this world has no rekey protocol");

    /// <inheritdoc/>
    public override ObservationLog Log { get; } = new(null);

    /// <inheritdoc/>
    public override IEnumerable<PortEvent> Begin(EvsProcess p, int beginning) => [new Connect(ClientsOf(p)[0]), new FromClient(ClientsOf(p)[0], new EvsJoin(Groups[0])), new Connect(ClientsOf(p)[1])];

    /// <inheritdoc/>
    public override int WishesOf(EvsProcess p, Fault fault) => fault switch
    {
        Join => (2 * Groups.Length) + 2,
        Faults.Leave => (2 * Groups.Length) + 2,
        Send => 2 * Groups.Length * Services.Length,
        _ => 0,
    };

    /// <inheritdoc/>
    public override PortEvent Wish(EvsProcess p, Fault fault, int option)
    {
        var (client, rest) = (ClientsOf(p)[option % 2], option / 2);
        return fault switch
        {
            Join when rest == Groups.Length => new Connect(client),
            Join => new FromClient(client, new EvsJoin(Groups[rest])),
            Faults.Leave when rest == Groups.Length => new Disconnect(client),
            Faults.Leave => new FromClient(client, new EvsLeave(Groups[rest])),
            _ => new FromClient(client, new EvsMulticast(Groups[rest % Groups.Length], Services[rest / Groups.Length], new EvsNote(client, ++p.Notes))),
        };
    }

    /// <inheritdoc/>
    public override Step? StepOf(EvsProcess p, LayerStep leaf) => new(p, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false);

    /// <inheritdoc/>
    public override TraceRecord Tell(EvsProcess p, LayerStep leaf) => EvsWords.Tell(table, p, StepOf(p, leaf)!, Describe);

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => $"{envelope}";

    private static MemberId[] ClientsOf(EvsProcess p) => [MemberId.Parse($"a@{p.Id}"), MemberId.Parse($"b@{p.Id}")];
}
