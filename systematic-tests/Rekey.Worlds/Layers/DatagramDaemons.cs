using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds.Network;

namespace Rekey.Worlds.Layers;

/// <summary>A layer of daemons over a network of datagrams.</summary>
/// <param name="spec">Rules, control table, expected properties.</param>
public abstract class DatagramDaemons(ISpecified spec) : LayerDefinition(spec)
{
    /// <inheritdoc/>
    public sealed override bool IsOfClients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults => NetworkWorld.Faults;

    /// <inheritdoc/>
    public sealed override IExploredWorld NewWorld(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer) =>
        new NetworkWorld(scenario, mutateLayer);

    /// <summary>The layer.</summary>
    public abstract ILayer NewLayer();

    /// <summary>What may still be under way of a ring that was before, with the same daemons in it.</summary>
    public abstract Envelope StrayOf(View earlier);

    /// <summary>From where a layer's count that has no end is told, so that what was before is the same again later; 0 where there is no such count.</summary>
    public virtual ulong OriginOf(IReadOnlyList<LayerState> states) => 0;

    /// <summary>A state, with such a count told from an origin.</summary>
    public virtual LayerState Told(LayerState state, ulong origin) => state;

    /// <summary>A message, with such a count told from an origin.</summary>
    public virtual Envelope Told(Envelope message, ulong origin) => message;
}
