using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// A step of two layers that ask things of each other: what one asks of the other is fed to it, in order, until nothing is left between them (run to
/// completion). Each has a mailbox of its own, so that what one puts aside holds up nobody else.
/// </summary>
public static class Exchange
{
    /// <summary>Makes the step.</summary>
    /// <param name="first">A layer, with its state.</param>
    /// <param name="second">The other one.</param>
    /// <param name="isForFirst">Which of them the input is for.</param>
    /// <param name="input">The input.</param>
    /// <param name="entropy">The randomness of both.</param>
    /// <param name="isForOther">Whether something that a layer asks for, the first one or not, is for the other one; else it is for the world around both.</param>
    /// <param name="stateOf">The state of both, made of those of the first and the second.</param>
    /// <returns>The outcome of the first step, with all steps in it, and with what is for the world around.</returns>
    public static Outcome Run(
        (ILayer Layer, Mailbox Box) first, (ILayer Layer, Mailbox Box) second, bool isForFirst, PortEvent input, IEntropy entropy,
        Func<bool, PortEvent, bool> isForOther, Func<Mailbox, Mailbox, LayerState> stateOf)
    {
        var steps = ImmutableArray.CreateBuilder<LayerStep>();
        var (effects, said) = (new List<PortEvent>(), (Outcome?)null);
        var between = new Queue<(bool IsForFirst, PortEvent Event)>();
        between.Enqueue((isForFirst, input));
        while (between.TryDequeue(out var next))
        {
            var (layer, before) = next.IsForFirst ? first : second;
            var box = before.Offer(layer, next.Event, entropy, (state, offered, outcome) =>
            {
                said ??= outcome;
                steps.AddRange(new LayerStep(layer, state, offered, outcome).Leaves);
                foreach (var effect in outcome is Moved moved ? moved.Effects : [])
                {
                    if (isForOther(next.IsForFirst, effect))
                    {
                        between.Enqueue((!next.IsForFirst, effect));
                    }
                    else
                    {
                        effects.Add(effect);
                    }
                }
            });
            (first.Box, second.Box) = next.IsForFirst ? (box, second.Box) : (first.Box, box);
        }

        return Outcome.Of(said!, steps.ToImmutable(), stateOf(first.Box, second.Box), [.. effects]);
    }
}
