using Rekey.Core;
using Rekey.GroupCommunication.Ordering;

namespace Rekey.Mutants.Ordering;

/// <summary>An ordering layer with one thing wrong.</summary>
public abstract class OrderingMutant : LayerMutant<OrderingLayer, OrderingDaemon>
{
    /// <inheritdoc/>
    public sealed override string Protocol => "Ordering";

    /// <inheritdoc/>
    public override string Faults => "send=6,lose=2,duplicate=2,early=1";

    /// <summary>A step of the right layer, which draws nothing.</summary>
    protected static Outcome Right(OrderingLayer right, OrderingDaemon daemon, PortEvent input) => right.Step(daemon, input, null!);

    /// <summary>The same outcome with another token, sent and kept.</summary>
    protected static Outcome WithToken(Outcome outcome, Func<OrderingDaemon, Token, Token> edit)
    {
        if (outcome is not Moved { State: OrderingDaemon { Last: { } last } daemon } moved || edit(daemon, last) is var other && ReferenceEquals(other, last))
        {
            return outcome;
        }

        return moved with
        {
            State = daemon with { Last = other, SentAru = other.Aru },
            Effects = [.. moved.Effects.Select(e => e is SendTo { Body: Token } send ? send with { Body = other } : e)],
        };
    }

    /// <summary>The same outcome, after which messages that are next are delivered for which something else holds than should.</summary>
    protected static Outcome Delivering(Outcome outcome, Func<OrderingDaemon, Data, bool> isDue)
    {
        if (outcome is not Moved { State: OrderingDaemon daemon } moved)
        {
            return outcome;
        }

        var effects = new List<PortEvent>(moved.Effects);
        while (daemon.Held.TryGetValue(daemon.Delivered + 1, out var data) && isDue(daemon, data))
        {
            effects.Add(new RingDelivered(data.From, data.Service, data.Body));
            daemon = daemon with { Delivered = daemon.Delivered + 1 };
        }

        return moved with { State = daemon, Effects = [.. effects] };
    }
}
