using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>What was asked last gets its number first.</summary>
public sealed class NewestFirst : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-newest-first";

    /// <inheritdoc/>
    public override string Bug => "What was asked last gets its number first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ReliableFifo)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input) is Moved { State: OrderingDaemon { Queue.Length: > 1 } after } moved && input is RingMulticast asked && after.Queue[^1] == asked
            ? moved with { State = after with { Queue = after.Queue.RemoveAt(after.Queue.Length - 1).Insert(0, asked) } }
            : Right(right, state, input);
}
