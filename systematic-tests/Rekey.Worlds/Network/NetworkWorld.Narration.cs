using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Network;

/// <summary>What the last transition did, in words.</summary>
public sealed partial class NetworkWorld
{
    /// <inheritdoc/>
    public TraceStep Narrate(in Choice choice, int number)
    {
        var (move, daemon) = (Move.Of(choice.Kind), daemons[choice.A]);
        var handed = fed is Arrived arrived ? new TraceMessage(arrived.From.ToString(), [daemon.Id.ToString()], $"{arrived.Body}", false) : null;
        var begun = steps.SelectMany(static s => s.Outcome is Moved moved ? moved.Effects : []).OfType<RegularConfiguration>().LastOrDefault()?.View;
        return new TraceStep(
            number, new TraceChoice(move.Name, choice.A, choice.B, choice.Option), daemon.Id.ToString(), Text(move, choice, daemon),
            handed, [.. steps.Select(s => Tell(s))], begun?.ToString());
    }

    private string Text(Move move, in Choice choice, NetworkDaemon daemon) => move switch
    {
        NetworkFault fault => fault.Tell(this, choice),
        Form => $"{daemon.Id} hears of ring {ring}",
        Arrive => $"{daemon.Id} gets {Taken!.Body} of {Taken.From}",
        Fire => $"nothing else can happen, and {Fired} fires at {daemon.Id}",
        _ => $"{daemon.Id}'s application asks: {Say(fed!)}",
    };

    private TraceRecord Tell(LayerStep leaf) => Narrator.Record(
        table, new Step(acting, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false), Say, Say,
        e => e is SendTo send ? new TraceMessage(acting.Id.ToString(), [send.To.ToString()], $"{send.Body}", false) : null);

    private static string Say(PortEvent e) => e switch
    {
        Arrived arrived => $"{arrived.Body} of {arrived.From}",
        SendTo send => $"send {send.Body} to {send.To}",
        RingFormed formed => $"ring {formed.Ring}",
        RingOver over => $"ring {over.Ring} cannot go on: {over.Why}",
        RingMulticast multicast => $"multicast {multicast.Body}, {multicast.Service}",
        RingDelivered delivered => $"deliver {delivered.Body} of {delivered.From}, {delivered.Service}",
        RegularConfiguration regular => $"configuration {regular.View}",
        Arm arm => $"arm {arm.Timer}",
        Disarm disarm => $"disarm {disarm.Timer}",
        TimerDue due => $"{due.Timer} fires",
        _ => e.GetType().Name,
    };
}
