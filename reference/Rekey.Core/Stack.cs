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
/// Two layers, one on the other, as one layer: what the lower one raises is fed to the upper one, what the upper one lowers to the lower one
/// (<see cref="Exchange"/>).
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
        return Exchange.Run((lower, stack.Lower), (upper, stack.Upper), IsForLower(input), input, entropy, IsBetween, (below, above) => stack with { Lower = below, Upper = above });
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

    private bool IsBetween(bool isOfLower, PortEvent effect) => (isOfLower ? lower.Upper.Raises(effect) : upper.Lower.Lowers(effect))
        || (IsOurs(effect)
            ? false
            : throw new SpecificationViolation($"{(isOfLower ? lower : upper).GetType().Name} asks for {effect}, which no port of it has"));

    private bool IsOurs(PortEvent effect) => effect is Arm or Disarm || Lower.Lowers(effect) || Upper.Raises(effect);
}
