using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Checking.Exhaustive;

/// <summary>What a search of runs together with what one property remembers came to.</summary>
/// <param name="Property">The property.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Pairs">How many different pairs of a state and a memory were seen.</param>
/// <param name="Finding">A shortest run that violates it; null where none was seen.</param>
public sealed record ProductResult(string Property, SearchEnd End, long Pairs, Finding? Finding)
{
    /// <summary>Whether the property holds in every run of the scope.</summary>
    public bool Holds => End == SearchEnd.Complete && Finding is null;
}

/// <summary>
/// Visits every state of a scope together with everything that one property remembers when it is reached, so that a property is decided by construction: nobody
/// has to say what its verdict rests on (spec/model/exploration.md, "By construction"). Breadth-first.
/// </summary>
/// <remarks>
/// The moves are those of the state space; what a property remembers is found by making the run again in the world, where the fold watches it. Two runs count as one
/// where the space is in the same state, the fold remembers the same, and whatever else an observation to come could show is the same as well: how processes stand,
/// what they drew, and how many messages were sent in the views that somebody is in.
/// </remarks>
public sealed class ProductSearch
{
    private readonly VsSpace space;
    private readonly Fold fold;
    private readonly ScheduleRunner<VsWorld> runner;
    private readonly HashSet<UInt128> seen = [];
    private readonly List<(int Parent, Choice Choice)> parents = [(-1, default)];
    private readonly Queue<(int[] State, int Number)> waiting = new();

    /// <summary>A search, not begun.</summary>
    /// <param name="scenario">The scope.</param>
    /// <param name="fold">The property; it is used by this search alone.</param>
    /// <param name="mutate">The mutant; null for the protocol as it is.</param>
    /// <exception cref="NotSupportedException">The scenario has an active adversary, or too many processes.</exception>
    public ProductSearch(Scenario scenario, Fold fold, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        this.fold = fold;
        space = new VsSpace(scenario, new SpaceOptions { Histories = false }, mutate);
        runner = new ScheduleRunner<VsWorld>(new VsWorld(scenario, new SymbolicBinding(Scenario.Group), mutate), [new FoldMonitor(fold)]);
    }

    /// <summary>Whether runs of the scope can show anything of the property.</summary>
    public bool IsAbout => fold.IsAbout(runner.World.Setting);

    /// <summary>Searches.</summary>
    /// <param name="most">At most so many pairs.</param>
    /// <param name="request">What else bounds it.</param>
    /// <param name="cancel">Ends it.</param>
    public ProductResult Run(long most, ExhaustiveRequest request, CancellationToken cancel = default)
    {
        var watch = new SearchWatch(request, cancel);
        var initial = new int[space.Width];
        space.Initial(initial);
        if (Visit(initial, 0) is { } early)
        {
            return new ProductResult(fold.Name, SearchEnd.Stopped, 1, early);
        }

        var (expander, successors) = (space.NewExpander(), new Successors(space.Width));
        while (waiting.TryDequeue(out var next))
        {
            if ((seen.Count > most ? SearchEnd.Memory : watch.Spent()) is { } end)
            {
                return new ProductResult(fold.Name, end, seen.Count, null);
            }

            successors.Clear();
            expander.Expand(next.State, successors);
            for (var i = 0; i < successors.Count; i++)
            {
                if (successors[i].Broken is not null)
                {
                    // A bug of our own code is found by every search of the scope.
                    continue;
                }

                parents.Add((next.Number, successors[i].Choice));
                if (Visit(successors.StateOf(i), parents.Count - 1) is { } finding)
                {
                    return new ProductResult(fold.Name, SearchEnd.Stopped, seen.Count, finding);
                }
            }
        }

        return new ProductResult(fold.Name, SearchEnd.Complete, seen.Count, null);
    }

    /// <summary>Makes a run, and keeps its end if it is new. The finding, where the run violates the property.</summary>
    private Finding? Visit(ReadOnlySpan<int> state, int number)
    {
        var violations = runner.Follow(PathTo(number), static _ => true, int.MaxValue, complete: false);
        if (violations.FirstOrDefault(v => v.Property == fold.Name) is { } violation)
        {
            return new Finding(violation, space.Scenario, 0, [.. runner.Choices]);
        }

        if (seen.Add(Key(state)))
        {
            waiting.Enqueue((state.ToArray(), number));
        }
        else
        {
            parents.RemoveAt(parents.Count - 1);
        }

        return null;
    }

    private List<Choice> PathTo(int number)
    {
        var path = new List<Choice>();
        for (var at = number; at > 0; at = parents[at].Parent)
        {
            path.Add(parents[at].Choice);
        }

        path.Reverse();
        return path;
    }

    private UInt128 Key(ReadOnlySpan<int> state)
    {
        var (first, second) = (1UL, 2UL);
        foreach (var number in state)
        {
            (first, second) = (Core.Fingerprint.Mix(first, (ulong)(uint)number), Core.Fingerprint.Mix(second, ~(ulong)(uint)number));
        }

        foreach (var process in runner.World.Processes)
        {
            first = Core.Fingerprint.Mix(first, ((ulong)process.Entropy.Draws << 32) | process.Payloads);
            second = Core.Fingerprint.Mix(Core.Fingerprint.Mix(second, Sent(process.Installed)), Sent(process.Pending));
        }

        return new UInt128(first, second) ^ MemoryHash.Of(fold);
    }

    /// <summary>How many messages each member sent in a view: the next one gets the number after that.</summary>
    private static ulong Sent(GroupView? view)
    {
        var hash = view is null ? 0 : view.View.Id.Fingerprint;
        for (var place = 0; place < view?.Processes.Count; place++)
        {
            hash = Core.Fingerprint.Mix(hash, (ulong)view.SentBy(place));
        }

        return hash;
    }
}
