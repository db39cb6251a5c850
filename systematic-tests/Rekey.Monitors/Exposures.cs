using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;
using Rekey.Runs;

namespace Rekey.Monitors;

/// <summary>What the adversary was shown of a process, and where that process stood then.</summary>
/// <param name="Process">The process.</param>
/// <param name="Left">Whether it had left.</param>
/// <param name="View">The view that it had installed; null before the first, and after it left.</param>
/// <param name="LastRun">The newest run of that view that it knew of.</param>
/// <param name="Kept">The oldest epoch of which it kept a secret for later views; null where there was none.</param>
/// <param name="Installed">The views that it had installed.</param>
/// <param name="State">All terms that were in its state and in its mailbox.</param>
public sealed record Exposure(
    Subject Process, bool Left, ViewId? View, uint LastRun, Epoch? Kept, ImmutableArray<ViewId> Installed, IReadOnlyList<Term> State)
{
    /// <summary>Whether a run of a view that the process installs began at it after it was exposed.</summary>
    public bool Precedes(Epoch epoch) => !Left && (View is not { } view || new Epoch(null, view, LastRun).ComesBefore(epoch));

    /// <summary>Whether the process had gone on from an epoch: to a later view, or for good.</summary>
    public bool HasMovedOnFrom(Epoch epoch) => Installed.Contains(epoch.View) && epoch.View != View;
}

/// <summary>
/// Who was exposed when, and what can be told of the freshness of the keys that a process commits (spec/properties.md, "Exposure").
/// </summary>
public sealed class Exposures : Fold
{
    private readonly List<Exposure> all = [];
    private readonly PerProcess<List<ViewId>> installed = new();
    private readonly PerProcess<Epoch?> kept = new();
    private readonly PerProcess<List<Rekeying>> rekeyings = new();

    [Derived]
    private int seen;

    /// <inheritdoc/>
    public override string Name => nameof(Exposures);

    /// <summary>Who was exposed, in order.</summary>
    public IReadOnlyList<Exposure> All => all;

    /// <inheritdoc/>
    public override void Reset()
    {
        all.Clear();
        installed.Clear();
        kept.Clear();
        rekeyings.Clear();
        seen = 0;
    }

    /// <inheritdoc/>
    /// <remarks>Takes note once, however many properties say so.</remarks>
    public override string? Look(IObservedRun run)
    {
        if (seen == run.Transitions)
        {
            return null;
        }

        seen = run.Transitions;
        return base.Look(run);
    }

    /// <summary>
    /// The first epoch of those that a process committed after it was exposed which is as fresh as is asked; null where there is none.
    /// </summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="isHealed">Whether an epoch is.</param>
    public Epoch? FirstHealed(Exposure exposure, Func<Exposure, Rekeying, bool> isHealed)
    {
        foreach (var rekeying in rekeyings[exposure.Process] ?? [])
        {
            if (exposure.Precedes(rekeying.Epoch) && isHealed(exposure, rekeying))
            {
                return rekeying.Epoch;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        (installed[process] ??= []).Add(view.Id);
        return null;
    }

    /// <inheritdoc/>
    /// <remarks>What counts is what the application is told: the step hands over a key.</remarks>
    protected override string? OnStepped(Step step)
    {
        if (step.Outcome is not Moved { State: MemberState { Current: not null } after } moved)
        {
            return null;
        }

        foreach (var effect in moved.Effects)
        {
            if (effect is KeyCommitted told)
            {
                ref var since = ref kept[step.Process];
                since = Setting.Protocol.OldestKept(step.Before, after, since);
                (rekeyings[step.Process] ??= []).Add(new Rekeying(told.Epoch, Setting.Protocol.IsFresh(step.Before, after), since));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnExposed(Subject process, Mailbox box, bool left)
    {
        var state = (RunMember)box.State;
        all.Add(new Exposure(process, left, left ? null : state.View?.Id, state.LastRun, left ? null : kept[process], [.. installed[process] ?? []], StateContents.Of(box, Setting.Terms)));
        return null;
    }

    /// <inheritdoc/>
    /// <remarks>What a process holds for its other groups is in it too, and is shown in the same transition, after what it holds for this one.</remarks>
    protected override string? OnElsewhere(in Observation seen)
    {
        if (seen.Kind == ObservationKind.Exposed && all.Count > 0 && all[^1].Process.Id == seen.Process!.Id)
        {
            all[^1] = all[^1] with { State = [.. all[^1].State, .. StateContents.Of((Mailbox)seen.What!, Setting.Terms)] };
        }

        return null;
    }
}

/// <summary>A key that a process committed, and how fresh it is.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="IsFresh">Whether fresh randomness of the process, or of who chose the key, is in it.</param>
/// <param name="Kept">The oldest epoch of which the process keeps a secret for later views from then on; null where it keeps none.</param>
public readonly record struct Rekeying(Epoch Epoch, bool IsFresh, Epoch? Kept);
