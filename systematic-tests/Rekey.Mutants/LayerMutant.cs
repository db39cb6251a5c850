using System.Collections.Immutable;
using Rekey.Checking;
using Rekey.Core;
using Rekey.Worlds;

namespace Rekey.Mutants;

/// <summary>A layer that does what the right one does, but for one mistake.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public abstract class LayerMutant<TLayer, TState> : Mutant
    where TLayer : class, ILayer
    where TState : LayerState
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: a layer is no rekey protocol's machine.</exception>
    public sealed override IMachine Mutate(IMachine machine, SuiteBinding binding) => throw new NotSupportedException($"{Name} is a mutant of a layer");

    /// <inheritdoc/>
    /// <remarks>Of a stack, the layers of its kind.</remarks>
    public sealed override CheckRequest In(CheckRequest request) => request with { MutateLayer = layer => layer is TLayer right ? new Wrong(this, right) : layer };

    /// <summary>The wrong step.</summary>
    protected abstract Outcome Step(TLayer right, TState state, PortEvent input);

    /// <summary>The same outcome with other effects.</summary>
    protected static Outcome Edited(Outcome outcome, Func<PortEvent, PortEvent?> edit) =>
        outcome is Moved moved ? moved with { Effects = [.. moved.Effects.Select(edit).OfType<PortEvent>()] } : outcome;

    private sealed class Wrong(LayerMutant<TLayer, TState> mutant, TLayer right) : ILayer
    {
        public Port Lower => right.Lower;

        public Port Upper => right.Upper;

        public IReadOnlyList<TimerId> Timers => right.Timers;

        public LayerState Initial(MemberId self) => right.Initial(self);

        public ImmutableArray<PortEvent> Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => right.Keep(input, waiting);

        public Outcome Step(LayerState state, PortEvent input, IEntropy entropy) => mutant.Step(right, (TState)state, input);
    }
}
