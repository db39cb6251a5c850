using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// What an application asked for happens: a payload is sent once, in the order of asking, or waits; nothing else is sent; and a request for a refresh
/// is followed by a newer key (spec/properties.md, RequestProgress).
/// </summary>
public sealed class RequestProgress : Fold, IDecidedBySituations
{
    private readonly Dictionary<int, Wishes> wishes = [];
    private readonly Dictionary<int, RequestException> gone = [];
    private readonly Withholdings withheld = new();

    /// <summary>What the application of one process waits for.</summary>
    /// <param name="Payloads">Payloads, in the order in which it asked for them.</param>
    /// <param name="WantsKey">Whether it asked for a refresh and was told of no key since.</param>
    private readonly record struct Wishes(ImmutableQueue<CryptoValue> Payloads, bool WantsKey);

    /// <inheritdoc/>
    public override string Name => Properties.RequestProgress;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Requests | Situations.Cycles;

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset()
    {
        wishes.Clear();
        gone.Clear();
        withheld.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnRequested(Subject process, PortEvent input)
    {
        var wish = Of(process);
        wishes[process.Index] = input is SendRequested send ? wish with { Payloads = wish.Payloads.Enqueue(send.Payload) } : wish with { WantsKey = true };
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        if (step.Input is LeaveRequested)
        {
            gone[step.Process.Index] = RequestExceptions.Left;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnGone(Subject process, bool left)
    {
        gone.TryAdd(process.Index, left ? RequestExceptions.Left : RequestExceptions.Crashed);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnWithheld(Subject process, View view, int sender, int index)
    {
        withheld.Add(view, process);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        if (wishes.TryGetValue(process.Index, out var wish))
        {
            wishes[process.Index] = wish with { WantsKey = false };
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data)
    {
        var wish = Of(process);
        if (wish.Payloads.IsEmpty || !wish.Payloads.Peek().Equals(data.Payload))
        {
            return $"{process.Id} sends {data.Payload}, where {(wish.Payloads.IsEmpty ? "its application has asked for nothing more" : $"{wish.Payloads.Peek()} is what its application asked for")}";
        }

        wishes[process.Index] = wish with { Payloads = wish.Payloads.Dequeue() };
        return null;
    }

    /// <inheritdoc/>
    /// <remarks>Whatever was asked of a process and not carried out by now must wait in its mailbox; not so of one that leaves.</remarks>
    protected override string? OnPaused(Subject process, Mailbox box)
    {
        foreach (var payload in wishes.Count == 0 ? [] : Of(process).Payloads)
        {
            if (!Waits(box, payload) && gone.GetValueOrDefault(process.Index) is not { ExcusesLoss: true })
            {
                return $"the application of {process.Id} asked to send {payload}, which is neither sent nor waiting";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var standing in quiescent && wishes.Count > 0 ? Run.Standings : [])
        {
            var process = standing.Process;
            if (wishes.TryGetValue(process.Index, out var wish) && (wish.WantsKey || !wish.Payloads.IsEmpty) && ExceptionOf(standing) is null)
            {
                return wish.WantsKey
                    ? $"the application of {process.Id} asked for a refresh, and was told of no key since"
                    : $"the application of {process.Id} asked to send {wish.Payloads.Peek()}, which still waits";
            }
        }

        return null;
    }

    private Wishes Of(Subject process) => wishes.TryGetValue(process.Index, out var wish) ? wish : new Wishes([], false);

    private RequestException? ExceptionOf(in Standing standing) => gone.TryGetValue(standing.Process.Index, out var why) ? why
        : standing.Stable is { } view && withheld.In(view) ? RequestExceptions.Withheld
        : null;

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
}
