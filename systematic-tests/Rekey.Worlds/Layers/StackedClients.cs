using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.GroupCommunication.Groups;
using Rekey.Spec.Architectures;
using Rekey.Spec.Layers;
using Rekey.Wire;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Layers;

/// <summary>
/// A whole stack over the ring of daemons (spec/layers/stack.md): daemons with the layer of groups, and clients with sessions at them, each with the flush layer
/// and, where there is one, a rekey protocol above it.
/// </summary>
/// <param name="protocol">The rekey protocol in each client; null for the flush layer alone.</param>
public sealed class StackedClient(ProtocolDefinition? protocol)
    : EvsClient(protocol is null ? new StackSpec(new FlushSpec(), "") : new StackSpec(new LayeredSpec(protocol.Spec), $"-{protocol.Spec.Name}"))
{
    /// <inheritdoc/>
    public override ProtocolDefinition? Rekeying => protocol;

    /// <inheritdoc/>
    /// <remarks>One protocol is explored always.</remarks>
    public override bool IsOnRequest => protocol is not null && protocol.Spec.Name != "TGDH";

    /// <inheritdoc/>
    public override bool IsStack => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Floors => ["Flush", "Groups"];

    /// <inheritdoc/>
    public override int Weight => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults { get; } =
        [Move.Of<Crash>(), Move.Of<Leave>(), Move.Of<Join>(), Move.Of<Partition>(), Move.Of<Merge>(), Move.Of<Send>(), .. protocol is null ? Array.Empty<Fault>() : [Move.Of<Refresh>(), Move.Of<Expose>()]];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 3, "crash=1,leave=1,join=1,partition=1,merge=1,send=4,depth=3"),
        (2, 3, "crash=2,join=1,send=3,depth=3"),
        (2, 3, "partition=2,merge=2,send=3,depth=3"),
        (1, 2, "join=2,leave=2,send=4,depth=3"),
        .. protocol is null ? Array.Empty<(int Least, int Most, string Faults)>() : [(1, 2, "join=1,leave=1,refresh=2,send=2,expose=2,depth=2"), (2, 2, "join=1,expose=12,depth=1")],
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Members, string Faults)> Scopes => protocol is null
        ? [(2, "crash=1"), (2, "leave=1"), (2, "send=1"), (2, "partition=1,depth=1"), (3, "crash=1,depth=1"), (1, "join=1,leave=1,depth=1")]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Envelope> StraysIn(View membership) => [];

    /// <inheritdoc/>
    internal override EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        var group = scenario.Groups[0];
        ILayer groups = new GroupsLayer();
        ILayer flush = new FlushLayer(group);
        EvsUpper clients = protocol is null
            ? new PlainApplications(mutateLayer?.Invoke(flush) ?? flush, FlushTable.Table)
            : new SecureApplications(scenario, new SymbolicBinding(group), mutate, mutateLayer);
        return new DaemonSessions(mutateLayer?.Invoke(groups) ?? groups, clients, group);
    }
}

/// <summary>The flush layer over daemons, and the layered architecture over daemons with each rekey protocol.</summary>
public sealed class StackedClients : ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers { get; } = [new StackedClient(null), .. ProtocolRegistry.All.Select(static p => new StackedClient(p))];
}
