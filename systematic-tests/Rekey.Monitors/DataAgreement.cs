using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// Members that move together from one view to the next, and from whom nothing was withheld in the old one, delivered the same payloads in it
/// (spec/properties.md, DataAgreement).
/// </summary>
public sealed class DataAgreement : IMonitor<VsWorld>, IDecidedBySituations
{
    private readonly List<(GroupView? View, List<Payload> Had)> now = [];
    private readonly Dictionary<(GroupView From, GroupView To), (Process First, List<Payload> Had)> moves = [];

    /// <summary>A payload of some view by its place.</summary>
    private readonly record struct Payload(MemberId Sender, uint Run, uint Sequence);

    /// <inheritdoc/>
    public string Property => Properties.DataAgreement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs;

    /// <inheritdoc/>
    public void Reset()
    {
        now.Clear();
        moves.Clear();
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        while (now.Count < world.Processes.Count)
        {
            now.Add((null, []));
        }

        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Installed && OnInstalled(happened.Process!, happened.View!) is { } bad)
            {
                return bad;
            }
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is Moved moved)
            {
                Note(step.Process, moved.Effects);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    /// <summary>A sender has its own payloads.</summary>
    private void Note(Process process, Effect[] effects)
    {
        foreach (var effect in effects)
        {
            if (effect is DeliverData data)
            {
                now[process.Index].Had.Add(new Payload(data.Sender, data.Epoch.Run, data.Sequence));
            }
            else if (Sent.DataOf(effect) is { Message: GroupData sent })
            {
                now[process.Index].Had.Add(new Payload(process.Id, sent.Header.Run, sent.Sequence));
            }
        }
    }

    private string? OnInstalled(Process process, GroupView to)
    {
        var (from, had) = now[process.Index];
        now[process.Index] = (to, []);
        if (from is null || from.IsWithheldFrom(from.View.IndexOf(process.Id)))
        {
            return null;
        }

        if (!moves.TryGetValue((from, to), out var first))
        {
            moves.Add((from, to), (process, had));
            return null;
        }

        return Missing(first.Had, had, process, first.First, from) ?? Missing(had, first.Had, first.First, process, from);
    }

    private static string? Missing(List<Payload> all, List<Payload> some, Process lacking, Process having, GroupView from)
    {
        foreach (var payload in all)
        {
            if (!some.Contains(payload))
            {
                return $"{having.Id} and {lacking.Id} leave {from.View} together, and only {having.Id} has number {payload.Sequence} of {payload.Sender} under run {payload.Run}";
            }
        }

        return null;
    }
}
