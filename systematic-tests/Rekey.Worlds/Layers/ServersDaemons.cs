using Rekey.Core;
using Rekey.Spec;
using Rekey.Spec.Architectures;
using Rekey.Wire;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Layers;

/// <summary>Daemons that have the servers agreement engine between the ring and the light-weight groups (spec/architectures/servers-agreement.md).</summary>
/// <param name="spec">Rules, control table, expected properties.</param>
/// <param name="protocol">The rekey protocol of the daemons.</param>
public abstract class KeyedDaemons(ISpecified spec, ProtocolDefinition protocol) : EvsClient(spec)
{
    /// <inheritdoc/>
    public override bool IsOfClients => false;

    /// <inheritdoc/>
    public override int Weight => 12;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults { get; } =
        [Move.Of<Crash>(), Move.Of<Leave>(), Move.Of<Join>(), Move.Of<Partition>(), Move.Of<Merge>(), Move.Of<Send>()];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 4, "crash=1,leave=1,join=2,partition=1,merge=1,send=3,depth=3"),
        (2, 4, "crash=2,join=1,send=3,depth=3"),
        (2, 3, "leave=2,join=2,send=4,depth=1"),
        (2, 4, "partition=2,merge=2,join=1,send=3,depth=3"),
    ];

    /// <inheritdoc/>
    /// <remarks>None is closed: its runs are sampled.</remarks>
    public override IReadOnlyList<(int Members, string Faults)> Scopes => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Envelope> StraysIn(View membership) => [];

    /// <inheritdoc/>
    internal override EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer) =>
        new ServersClients(protocol, Rekeying is null, scenario, mutate, mutateLayer);
}

/// <summary>The engine itself: its cells are visited, and clients above are asked for what they are promised. The first protocol is in it.</summary>
public sealed class ServersDaemons() : KeyedDaemons(new ServersSpec(), ProtocolRegistry.All[0]), ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers => [this];
}

/// <summary>The engine with a rekey protocol, of which everything is asked that is asked of rekey protocols.</summary>
/// <param name="protocol">The rekey protocol.</param>
public sealed class ServersStack(ProtocolDefinition protocol) : KeyedDaemons(new ServersStackSpec(protocol.Spec), protocol)
{
    private readonly ProtocolDefinition protocol = protocol;

    /// <inheritdoc/>
    public override ProtocolDefinition Rekeying => protocol;

    /// <inheritdoc/>
    /// <remarks>The paper's, and one in which a member chooses the key, are explored always.</remarks>
    public override bool IsOnRequest => protocol.Spec.Name is not ("P" or "TGDH");

    /// <inheritdoc/>
    public override bool IsStack => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults => [.. base.Faults, Move.Of<Expose>()];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu => [.. base.Menu, (2, 4, "crash=1,partition=1,merge=1,send=2,expose=2,depth=2")];
}

/// <summary>The engine with each rekey protocol.</summary>
public sealed class ServersStacks : ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers { get; } = [.. ProtocolRegistry.All.Select(static p => new ServersStack(p))];
}
