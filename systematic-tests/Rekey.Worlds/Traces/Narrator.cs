using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Worlds.Traces;

/// <summary>Puts into words what the last transition of a world did.</summary>
public static class Narrator
{
    /// <summary>Tells the last transition.</summary>
    public static TraceStep Tell(VsWorld world, in Choice choice, int number)
    {
        var move = Move.Of(choice.Kind);
        var process = move.Victim(world, choice);
        var records = world.Steps.Select(s => Record(world, s)).ToList();
        var agreed = Agreed(world);
        var handed = world.Steps.Count > 0 && world.Steps[0].Input is Received received
            ? Message(world, received, process!, world.LastAttack is { IsLate: false })
            : null;
        return new TraceStep(
            number, new TraceChoice(move.Name, choice.A, choice.B, choice.Option), process?.Id.ToString(),
            Text(world, choice, move, process, handed), handed, records, agreed?.ToString());
    }

    /// <summary>The view that was agreed or installed in the last transition; null where none was.</summary>
    private static View? Agreed(VsWorld world)
    {
        foreach (ref readonly var observation in world.Observations)
        {
            if (observation.Kind is ObservationKind.Agreed or ObservationKind.Installed)
            {
                return observation.View;
            }
        }

        return null;
    }

    private static string Text(VsWorld world, in Choice choice, Move move, Process? process, TraceMessage? handed) =>
        move is Fault fault ? fault.Tell(world, choice)
        : move == Move.Deliver ? $"{process!.Id} gets {handed?.Text} from {handed?.From}"
        : move == Move.Block ? $"{process!.Id} is blocked for a view change"
        : move == Move.Agree ? $"view {Agreed(world)} is agreed{Cut(world)}"
        : $"{process!.Id} installs view {process.Installed!.View}";

    private static TraceMessage Message(VsWorld world, Received received, Process to, bool hostile) =>
        new(received.From.ToString(), [to.Id.ToString()], world.Binding.Describe(received.Envelope), hostile);

    private static string Cut(VsWorld world) => world.LastCuts.Count == 0
        ? ""
        : "; of those who stay behind, " + string.Join(", ", world.LastCuts.Select(c => $"{c.Sender}'s first {c.Count} of {c.Of} messages count"));

    private static TraceRecord Record(VsWorld world, Step step) => Record(
        world.Scenario.Protocol.Spec.Table, step, i => Input(world, i), e => Effect(world, e),
        e => e is Unicast or Multicast ? Sent(world, world.Processes[step.Process.Index], e) : null);

    /// <summary>What a layer did in a step.</summary>
    /// <param name="table">Its control table.</param>
    /// <param name="step">The step.</param>
    /// <param name="input">Says what it was offered.</param>
    /// <param name="effect">Says what it asked for.</param>
    /// <param name="sent">The message in what it asked for; null where there is none.</param>
    public static TraceRecord Record(IControlTable table, Step step, Func<PortEvent, string> input, Func<PortEvent, string> effect, Func<PortEvent, TraceMessage?> sent)
    {
        var trigger = step.Outcome switch
        {
            Moved moved => table.Triggers[moved.Cell.Trigger],
            Ignored ignored => table.Triggers[ignored.Cell.Trigger],
            Deferred deferred => table.Triggers[deferred.Cell.Trigger],
            Rejected rejected => rejected.Reason.ToString(),
            _ => "",
        };
        var effects = step.Outcome is Moved m ? m.Effects : [];
        return new TraceRecord(
            step.Process.Id.ToString(), input(step.Input), step.Outcome.GetType().Name, step.Outcome.Rule.Id,
            table.States[step.From.Control], table.States[step.To.Control], trigger,
            [.. effects.Select(effect)],
            [.. effects.Select(sent).OfType<TraceMessage>()]);
    }

    private static string Input(VsWorld world, PortEvent input) => input switch
    {
        Received received => $"{world.Binding.Describe(received.Envelope)} from {received.From}",
        ViewInstalled installed => $"view {installed.View}",
        BlockRequested => "block",
        SendRequested send => $"send {world.Binding.Describe(send.Payload)}",
        RefreshRequested => "refresh",
        LeaveRequested => "leave",
        _ => input.ToString(),
    };

    private static string Effect(VsWorld world, PortEvent effect) => effect switch
    {
        Unicast unicast => $"send {world.Binding.Describe(unicast.Envelope)} to {unicast.To}",
        Multicast multicast => $"multicast {world.Binding.Describe(multicast.Envelope)}",
        KeyCommitted committed => $"use {world.Binding.Describe(committed.Key)} for {committed.Epoch}",
        DeliverData data => $"deliver {world.Binding.Describe(data.Payload)} of {data.Sender}, number {data.Sequence} in {data.Epoch}",
        _ => effect.ToString(),
    };

    private static TraceMessage Sent(VsWorld world, Process process, PortEvent effect) => effect is Unicast unicast
        ? new TraceMessage(process.Id.ToString(), [unicast.To.ToString()], world.Binding.Describe(unicast.Envelope), false)
        : new TraceMessage(
            process.Id.ToString(), [.. process.Installed!.View.Members.Where(m => m != process.Id).Select(m => m.ToString())],
            world.Binding.Describe(((Multicast)effect).Envelope), false);
}
