using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>What the last transition did, in words.</summary>
public sealed partial class EvsWorld
{
    /// <inheritdoc/>
    public TraceStep Narrate(in Choice choice, int number)
    {
        var move = Move.Of(choice.Kind);
        var process = move is Join && clients is not null ? processes[^1] : move is Partition or Merge or Forge ? null : processes[choice.A];
        var handed = move is Tell ? fed switch
        {
            EvsDelivered delivered => new TraceMessage(
                delivered.From.ToString(), [process!.Id.ToString()], upper.Describe(delivered.Body is IUserMessage { Body: var body } ? body : delivered.Body), delivered.From == Stranger),
            RingDelivered delivered => new TraceMessage(delivered.From.ToString(), [process!.Id.ToString()], upper.Describe(delivered.Body), false),
            _ => null,
        } : null;
        var installed = steps.SelectMany(static s => s.Outcome is Moved moved ? moved.Effects : []).OfType<ViewInstalled>().LastOrDefault()?.View;
        return new TraceStep(
            number, new TraceChoice(move.Name, choice.A, choice.B, choice.Option), process?.Id.ToString(), Text(move, choice, process),
            handed, [.. steps.Select(s => UpperOf(acting).Tell(acting, s))], installed?.ToString());
    }

    private string Text(Move move, in Choice choice, EvsProcess? process) => move switch
    {
        Order when process!.Daemon is { } daemon => $"{daemon.Id} reads what {process.Id} asks for: {Said(((FromClient)fed!).Event)}",
        Order => $"the system orders what {process!.Id} asked for: {ordered}",
        Tell => $"{process!.Id} is told {Said(fed!)}",
        Flush => $"{process!.Id}'s application says that it is silent",
        Bury when process!.Daemon is { } daemon => $"{daemon.Id} notices that {process.Id} is gone",
        Bury => $"the system notices that {process!.Id} is gone",
        Join when clients is not null => $"{process!.Id} joins",
        Leave when clients is not null => $"{process!.Id} leaves",
        Crash => $"{process!.Id} crashes",
        Expose => $"the adversary is shown all that is in {process!.Id}",
        Partition => $"the network splits: {Parts}",
        Merge => $"the network heals: {Parts}",
        Forge => $"a process that is no member sends to the group {components[choice.A].Members.Select(static m => m.Id).FirstOrDefault()} is in",
        _ when clients is null => $"of {process!.Id} is asked: {Said(fed!)}",
        _ => $"{process!.Id}'s application asks: {Said(fed!)}",
    };

    private string Parts => string.Join(" | ", components.Where(static c => c.Processes.Count > 0).Select(static c => string.Join(' ', c.Processes.Select(static p => p.Id))));

    private string Said(PortEvent e) => EvsWords.Say(e, upper.Describe);
}
