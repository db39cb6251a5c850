using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// What an application asked for happens: a payload is sent once, in the order of asking, or waits; nothing else is sent; and a request for a refresh
/// is followed by a newer key (spec/properties.md, RequestProgress).
/// </summary>
public sealed class RequestProgress : IMonitor<VsWorld>, IDecidedBySituations
{
    private readonly List<Wishes> wishes = [];

    /// <inheritdoc/>
    public string Property => Properties.RequestProgress;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Requests | Situations.Cycles;

    /// <inheritdoc/>
    public bool NeedsRest => true;

    /// <inheritdoc/>
    public void Reset() => wishes.Clear();

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        while (wishes.Count < world.Processes.Count)
        {
            wishes.Add(new Wishes());
        }

        if (world.LastRequest is var (asking, input))
        {
            wishes[asking.Index].Ask(input);
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is Moved moved && OnMoved(step.Process, moved) is { } bad)
            {
                return bad;
            }
        }

        // Whatever was asked of a process and not carried out by now must wait in its mailbox.
        return world.LastRequest is var (asked, _) && Lost(asked) is { } lost ? lost : LostInSteps(world);
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent)
    {
        if (!quiescent)
        {
            return null;
        }

        foreach (var process in world.Processes)
        {
            var wish = wishes[process.Index];
            if ((wish.WantsKey || wish.Payloads.Count > 0) && ExceptionOf(process) is null)
            {
                return wish.WantsKey
                    ? $"the application of {process.Id} asked for a refresh, and was told of no key since"
                    : $"the application of {process.Id} asked to send {wish.Payloads.Peek()}, which still waits";
            }
        }

        return null;
    }

    private string? LostInSteps(VsWorld world)
    {
        foreach (ref readonly var step in world.StepSpan)
        {
            if (wishes[step.Process.Index].Payloads.Count > 0 && Lost(step.Process) is { } lost)
            {
                return lost;
            }
        }

        return null;
    }

    /// <summary>What was asked of a member, and is neither sent nor waiting.</summary>
    private string? Lost(Process process)
    {
        foreach (var payload in wishes[process.Index].Payloads)
        {
            if (!Waits(process.Box, payload) && ExceptionOf(process) is not { ExcusesLoss: true })
            {
                return $"the application of {process.Id} asked to send {payload}, which is neither sent nor waiting";
            }
        }

        return null;
    }

    private static RequestException? ExceptionOf(Process process) => process.Status switch
    {
        ProcessStatus.Crashed => RequestExceptions.Crashed,
        ProcessStatus.Left => RequestExceptions.Left,
        _ => process.Component.Target is { } view && view.WithheldFrom != 0 ? RequestExceptions.Withheld : null,
    };

    private static bool Waits(Mailbox box, CryptoValue payload)
    {
        foreach (var input in box.Deferred)
        {
            if (input is SendRequested send && send.Payload.Equals(payload))
            {
                return true;
            }
        }

        return false;
    }

    private string? OnMoved(Process process, Moved moved)
    {
        var wish = wishes[process.Index];
        foreach (var effect in moved.Effects)
        {
            if (effect is KeyCommitted)
            {
                wish.WantsKey = false;
            }
            else if (Sent.DataOf(effect) is { Payload: { } payload })
            {
                if (!wish.Payloads.TryDequeue(out var next) || !next.Equals(payload))
                {
                    return $"{process.Id} sends {payload}, where {(next is null ? "its application has asked for nothing more" : $"{next} is what its application asked for")}";
                }
            }
        }

        return null;
    }

    /// <summary>What the application of one process waits for.</summary>
    private sealed class Wishes
    {
        /// <summary>Payloads, in the order in which it asked for them.</summary>
        public Queue<CryptoValue> Payloads { get; } = [];

        /// <summary>Whether it asked for a refresh and was told of no key since.</summary>
        public bool WantsKey { get; set; }

        public void Ask(Input input)
        {
            if (input is SendRequested send)
            {
                Payloads.Enqueue(send.Payload);
            }
            else
            {
                WantsKey = true;
            }
        }
    }
}
