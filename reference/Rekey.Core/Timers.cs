namespace Rekey.Core;

/// <summary>Names a timer of a layer. Time is ticks and armed timers: a layer knows no clock, and when an armed timer fires is the environment's choice.</summary>
/// <param name="Layer">The name of the layer, which no other layer of a stack has.</param>
/// <param name="Name">The name of the timer in its layer.</param>
public sealed record TimerId(string Layer, string Name)
{
    /// <summary>For example <c>Membership.token-loss</c>.</summary>
    public override string ToString() => $"{Layer}.{Name}";
}

/// <summary>Effect: let the timer fire some time from now. A timer that is armed already begins anew.</summary>
/// <param name="Timer">The timer.</param>
public sealed record Arm(TimerId Timer) : PortEvent;

/// <summary>Effect: the timer is not to fire any more.</summary>
/// <param name="Timer">The timer.</param>
public sealed record Disarm(TimerId Timer) : PortEvent;

/// <summary>Input: an armed timer fires, once.</summary>
/// <param name="Timer">The timer.</param>
public sealed record TimerDue(TimerId Timer) : PortEvent;
