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
        var process = move is Join && !upper.IsRing ? processes[^1] : move is Partition or Merge or Forge ? null : processes[choice.A];
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
            handed, [.. steps.Select(s => upper.Tell(acting, s))], installed?.ToString());
    }

    private string Text(Move move, in Choice choice, EvsProcess? process) => move switch
    {
        Order => $"the system orders what {process!.Id} asked for: {ordered}",
        Tell => $"{process!.Id} is told {Said(fed!)}",
        Flush => $"{process!.Id}'s application says that it is silent",
        Bury => $"the system notices that {process!.Id} is gone",
        Join when !upper.IsRing => $"{process!.Id} joins",
        Leave when !upper.IsRing => $"{process!.Id} leaves",
        Crash => $"{process!.Id} crashes",
        Expose => $"the adversary is shown all that is in {process!.Id}",
        Partition => $"the network splits: {Parts}",
        Merge => $"the network heals: {Parts}",
        Forge => $"a process that is no member sends to the group {components[choice.A].Members.Select(static m => m.Id).FirstOrDefault()} is in",
        _ when upper.IsRing => $"of {process!.Id} is asked: {Said(fed!)}",
        _ => $"{process!.Id}'s application asks: {Said(fed!)}",
    };

    private string Parts => string.Join(" | ", components.Where(static c => c.Processes.Count > 0).Select(static c => string.Join(' ', c.Processes.Select(static p => p.Id))));

    private string Said(PortEvent e) => EvsWords.Say(e, upper.Describe);
}
