using Rekey.Core;

namespace Rekey.Observing;

/// <summary>How a process stands when a run is looked at as if it were at its end.</summary>
/// <param name="Process">The process.</param>
/// <param name="IsAlive">Whether it still runs.</param>
/// <param name="Stable">The view that was agreed for its component; null where one is still to be agreed.</param>
/// <param name="Installed">The view that it installed last; null before the first.</param>
/// <param name="Box">Its machine's state, with what it deferred.</param>
/// <param name="Draws">How many secrets it has drawn.</param>
public readonly record struct Standing(Subject Process, bool IsAlive, View? Stable, View? Installed, Mailbox Box, uint Draws);
