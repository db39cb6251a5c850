using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// A layer's state with the inputs that it deferred. Every driver (explorer, transport, transcript, a stack of layers) uses this one loop, so that
/// deferring means the same everywhere.
/// </summary>
/// <param name="State">The layer's state.</param>
/// <param name="Deferred">Inputs put aside, oldest first.</param>
public sealed record Mailbox(LayerState State, ImmutableArray<PortEvent> Deferred)
{
    /// <summary>A mailbox with nothing put aside.</summary>
    public Mailbox(LayerState state)
        : this(state, [])
    {
    }

    /// <summary>The state of a rekey protocol's machine.</summary>
    public MemberState Member => (MemberState)State;

    /// <summary>
    /// Offers an input; after every move, offers again what was put aside and is still worth waiting for (<see cref="ILayer.Keep"/>), oldest first.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    /// <param name="entropy">Randomness for the steps.</param>
    /// <param name="observer">Is told every step, in order: state before, input, outcome.</param>
    public Mailbox Offer(ILayer layer, PortEvent input, IEntropy entropy, Action<LayerState, PortEvent, Outcome> observer)
    {
        var outcome = layer.Step(State, input, entropy);
        observer(State, input, outcome);
        if (outcome is Core.Deferred)
        {
            return this with { Deferred = Deferred.Add(input) };
        }

        if (outcome is not Moved moved)
        {
            return this;
        }

        if (Deferred.IsEmpty)
        {
            return new Mailbox(moved.State, Deferred);
        }

        return Again(layer, moved.State, layer.Keep(input, Deferred), entropy, observer);
    }

    private static Mailbox Again(
        ILayer layer, LayerState state, ImmutableArray<PortEvent> waiting, IEntropy entropy, Action<LayerState, PortEvent, Outcome> observer)
    {
        for (var i = 0; i < waiting.Length;)
        {
            var outcome = layer.Step(state, waiting[i], entropy);
            observer(state, waiting[i], outcome);
            if (outcome is Core.Deferred)
            {
                i++;
                continue;
            }

            waiting = waiting.RemoveAt(i);
            if (outcome is Moved moved)
            {
                state = moved.State;
                i = 0;
            }
        }

        return new Mailbox(state, waiting);
    }
}
