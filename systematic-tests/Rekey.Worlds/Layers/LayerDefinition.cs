using Rekey.Core;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Worlds.Layers;

/// <summary>
/// A layer of the system below the rekey protocols, as tools see it: its specification, the environment that it is explored over, and what is worth exploring.
/// Each is a class of its own, found by an <see cref="ILayerSource"/>.
/// </summary>
/// <param name="spec">Rules, control table, expected properties.</param>
public abstract class LayerDefinition(ISpecified spec) : IDefinition
{
    /// <summary>All layers, in the order of the names of the classes that tell of them.</summary>
    public static IReadOnlyList<LayerDefinition> All { get; } = [.. Discovery.Of<ILayerSource>(typeof(LayerDefinition).Assembly).SelectMany(static s => s.Layers)];

    /// <inheritdoc/>
    public ISpecified Spec => spec;

    /// <summary>The faults that its environment knows.</summary>
    public abstract IReadOnlyList<Fault> Faults { get; }

    /// <summary>Whether it is in clients, each in one group; else in daemons, for many clients and groups.</summary>
    public virtual bool IsOfClients => true;

    /// <summary>The rekey protocol in it; null where there is none.</summary>
    public virtual ProtocolDefinition? Rekeying => null;

    /// <summary>Whether it is explored only where it is named.</summary>
    public virtual bool IsOnRequest => false;

    /// <summary>
    /// Whether it is a stack, of layers that are explored alone as well: then it is not asked to visit every cell of a table, since that is asked of them.
    /// </summary>
    public virtual bool IsStack => false;

    /// <summary>What it is made of, by names of definitions, besides the rekey protocol: mutants of these may be looked for in it.</summary>
    public virtual IReadOnlyList<string> Floors => [];

    /// <summary>How many schedules of a rekey protocol take as long as one of it: where nothing else is asked for, so many fewer are explored.</summary>
    public virtual int Weight => 1;

    /// <summary>The scenarios that are worth exploring: fault budgets, each with how many members it begins with.</summary>
    public abstract IReadOnlyList<(int Least, int Most, string Faults)> Menu { get; }

    /// <summary>The scopes in which every run is visited; each begins with a group that has formed.</summary>
    public abstract IReadOnlyList<(int Members, string Faults)> Scopes { get; }

    /// <summary>A world of it.</summary>
    /// <param name="scenario">What is explored.</param>
    /// <param name="mutate">Replaces the machine of the rekey protocol in it, if there is one, by a wrong one; null for the machine as it is.</param>
    /// <param name="mutateLayer">Replaces the layer by a wrong one; null for the layer as it is.</param>
    public abstract IExploredWorld NewWorld(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer);
}

/// <summary>Tells of layers, or of stacks that are alike but for one of them; found by its class.</summary>
public interface ILayerSource
{
    /// <summary>The layers.</summary>
    IReadOnlyList<LayerDefinition> Layers { get; }
}
