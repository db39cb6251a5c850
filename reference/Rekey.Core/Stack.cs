using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>What the two layers of a stack know, each with what it put aside.</summary>
public sealed record StackState : LayerState
{
    /// <summary>The lower layer's.</summary>
    public required Mailbox Lower { get; init; }

    /// <summary>The upper layer's.</summary>
    public required Mailbox Upper { get; init; }

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(
        Core.Fingerprint.Mix(Lower.State.Fingerprint, (ulong)Lower.Deferred.Length), Core.Fingerprint.Mix(Upper.State.Fingerprint, (ulong)Upper.Deferred.Length));
}

/// <summary>
/// Two layers, one on the other, as one layer: what the lower one raises is fed to the upper one, what the upper one lowers to the lower one, in order, until
/// nothing is left between them (run to completion). Each has a mailbox of its own, so that what one puts aside holds up nobody else.
/// </summary>
public sealed class Stack : ILayer
{
    private readonly ILayer lower;
    private readonly ILayer upper;

    private Stack(ILayer lower, ILayer upper) => (this.lower, this.upper) = (lower, upper);

    /// <summary>Puts one layer on another.</summary>
    /// <exception cref="ArgumentException">They do not have a port in common, or both have a timer of one name.</exception>
    public static Stack Of(ILayer lower, ILayer upper)
    {
        if (lower.Upper != upper.Lower)
        {
            throw new ArgumentException($"the lower layer provides {lower.Upper}, the upper one asks for {upper.Lower}", nameof(upper));
        }

        var twice = lower.Timers.FirstOrDefault(upper.Timers.Contains);
        return twice is null ? new Stack(lower, upper) : throw new ArgumentException($"both layers have a timer {twice}", nameof(upper));
    }

    /// <summary>Puts layers on each other, the lowest first.</summary>
    public static ILayer Of(ILayer lowest, params ReadOnlySpan<ILayer> above)
    {
        var stack = lowest;
        foreach (var layer in above)
        {
            stack = Of(stack, layer);
        }

        return stack;
    }

    /// <inheritdoc/>
    public Port Lower => lower.Lower;

    /// <inheritdoc/>
    public Port Upper => upper.Upper;

    /// <inheritdoc/>
    public IReadOnlyList<TimerId> Timers => [.. lower.Timers, .. upper.Timers];

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new StackState
    {
        Self = self, Control = 0, Lower = new Mailbox(lower.Initial(self)), Upper = new Mailbox(upper.Initial(self)),
    };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var stack = (StackState)state;
        var steps = ImmutableArray.CreateBuilder<LayerStep>();
        var (effects, first) = (new List<PortEvent>(), (Outcome?)null);
        var between = new Queue<(bool Down, PortEvent Event)>();
        between.Enqueue((IsForLower(input), input));
        while (between.TryDequeue(out var next))
        {
            var layer = next.Down ? lower : upper;
            var box = (next.Down ? stack.Lower : stack.Upper).Offer(layer, next.Event, entropy, (before, offered, outcome) =>
            {
                first ??= outcome;
                steps.AddRange(new LayerStep(layer, before, offered, outcome).Leaves);
                foreach (var effect in outcome is Moved moved ? moved.Effects : [])
                {
                    if (next.Down ? lower.Upper.Raises(effect) : upper.Lower.Lowers(effect))
                    {
                        between.Enqueue((!next.Down, effect));
                    }
                    else
                    {
                        effects.Add(IsOurs(effect) ? effect : throw new SpecificationViolation($"{layer.GetType().Name} asks for {effect}, which no port of it has"));
                    }
                }
            });
            stack = next.Down ? stack with { Lower = box } : stack with { Upper = box };
        }

        return Outcome.Of(first!, steps.ToImmutable(), stack, [.. effects]);
    }

    /// <summary>An input from outside rises into the lower layer, or goes down into the upper one.</summary>
    private bool IsForLower(PortEvent input)
    {
        if (input is TimerDue due ? lower.Timers.Contains(due.Timer) : lower.Lower.Raises(input))
        {
            return true;
        }

        return (input is TimerDue late ? upper.Timers.Contains(late.Timer) : upper.Upper.Lowers(input))
            ? false
            : throw new SpecificationViolation($"{input} crosses no port of this stack");
    }

    private bool IsOurs(PortEvent effect) => effect is Arm or Disarm || Lower.Lowers(effect) || Upper.Raises(effect);
}
