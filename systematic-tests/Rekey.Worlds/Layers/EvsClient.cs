using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds.Evs;

namespace Rekey.Worlds.Layers;

/// <summary>A layer of a client, or a stack of them, that makes virtual synchrony of extended virtual synchrony.</summary>
/// <param name="spec">Rules, control table, expected properties.</param>
public abstract class EvsClient(ISpecified spec) : LayerDefinition(spec)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults => EvsWorld.Faults;

    /// <summary>What a process that is no member may send to the group to confuse it, given the membership.</summary>
    public abstract IReadOnlyList<Envelope> StraysIn(View membership);

    /// <inheritdoc/>
    public override IExploredWorld NewWorld(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer) =>
        new EvsWorld(scenario, mutate, mutateLayer);

    /// <summary>The client's layers, with what stands above them.</summary>
    internal abstract EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer);
}
