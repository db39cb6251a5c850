using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>After the last number of a ring the first one is given again.</summary>
public sealed class NumbersBeginAgain : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-numbers-begin-again";

    /// <inheritdoc/>
    public override string Bug => "After the last number of a ring the first one is given again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(TokenUniqueness)];

    /// <inheritdoc/>
    public override string Faults => "send=12,lose=1,early=1";

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(
            right,
            input is Arrived { Body: Token token } && token.Seq == right.Limits.LastSeq && !state.Queue.IsEmpty
                ? state with { Highest = 0, Aru = 0, SentAru = 0, Stable = 0, Delivered = 0, Held = state.Held.Clear() }
                : state,
            input is Arrived { Body: Token last } arrived && last.Seq == right.Limits.LastSeq && !state.Queue.IsEmpty
                ? arrived with { Body = new Token(last.Ring, last.Arq, last.Retrans, 0, 0, last.AruLastId, last.Fcc, last.Requests.Clear()) }
                : input);
}
