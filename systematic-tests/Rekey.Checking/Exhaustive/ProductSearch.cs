using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Observing;
using Rekey.Wire;
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
    /// <summary>How many of the pairs were not looked behind; 0 where it is complete.</summary>
    public long Left { get; init; }

    /// <summary>How many transitions were made.</summary>
    public long Transitions { get; init; }

    /// <summary>In how many of the pairs nothing that must happen was left.</summary>
    public long AtRest { get; init; }

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
/// what they drew, how many messages were sent in the views that somebody is in, and what is in those who left and may be exposed. Where the adversary acts, there is no
/// state space: rows have no room for what it remembers; nor is there one of layers below the rekey protocols. Then the moves are those that the world itself offers, and
/// two runs count as one where the content of the world is the same.
/// </remarks>
public sealed class ProductSearch
{
    private readonly Scenario scenario;
    private readonly VsSpace? space;
    private readonly IExpander? expander;
    private readonly Successors successors;
    private readonly List<Offer> offers = [];
    private readonly Fold fold;
    private readonly ScheduleRunner<IExploredWorld> runner;
    private readonly HashSet<UInt128> seen = [];
    private readonly List<(int Parent, Choice Choice)> parents = [(-1, default)];
    private readonly Queue<(int[] State, Choice[] Choices, int Number)> waiting = new();
    private (long Transitions, long AtRest) counts;

    /// <summary>A search, not begun.</summary>
    /// <param name="scenario">The scope.</param>
    /// <param name="fold">The property; it is used by this search alone.</param>
    /// <param name="request">The exploration, for the mutant if there is one; null for the protocol as it is.</param>
    /// <exception cref="NotSupportedException">The scenario has too many processes.</exception>
    public ProductSearch(Scenario scenario, Fold fold, CheckRequest? request = null)
    {
        (this.scenario, this.fold) = (scenario, fold);
        request ??= CheckRequest.Of(scenario);
        space = HasSpace(scenario) ? new VsSpace(scenario, new SpaceOptions { Histories = false }, request.Mutate) : null;
        (expander, successors) = (space?.NewExpander(), new Successors(space?.Width ?? 1));
        runner = new ScheduleRunner<IExploredWorld>(request.NewWorld(scenario), [new FoldMonitor(fold)]);
    }

    /// <summary>Whether runs of the scope can show anything of the property.</summary>
    public bool IsAbout => !scenario.HasKeys || fold.IsAbout(runner.World.Setting);

    /// <summary>Whether there is a state space of numbers for a scope; where there is none, the world itself is searched.</summary>
    public static bool HasSpace(Scenario scenario) => scenario.Protocol is ProtocolDefinition && scenario.Faults.Of(FaultKind.Power) == 0;

    /// <summary>Searches.</summary>
    /// <param name="most">At most so many pairs.</param>
    /// <param name="request">What else bounds it.</param>
    /// <param name="cancel">Ends it.</param>
    public ProductResult Run(long most, ExhaustiveRequest request, CancellationToken cancel = default)
    {
        var watch = new SearchWatch(request, cancel);
        var initial = new int[space?.Width ?? 0];
        space?.Initial(initial);
        if (Visit(initial, 0) is { } early)
        {
            return Result(SearchEnd.Stopped, early);
        }

        while (waiting.TryDequeue(out var next))
        {
            if ((seen.Count > most ? SearchEnd.Memory : watch.Spent()) is { } end)
            {
                return Result(end, null, 1);
            }

            if (Expand(next.State, next.Choices, next.Number) is { } finding)
            {
                return Result(SearchEnd.Stopped, finding, 1);
            }
        }

        return Result(SearchEnd.Complete, null);
    }

    private ProductResult Result(SearchEnd end, Finding? finding, int more = 0) =>
        new(fold.Name, end, seen.Count, finding) { Left = waiting.Count + more, Transitions = counts.Transitions, AtRest = counts.AtRest };

    private Finding? Expand(int[] state, Choice[] choices, int number)
    {
        foreach (var choice in choices)
        {
            if (Try(number, choice, []) is { } finding)
            {
                return finding;
            }
        }

        successors.Clear();
        expander?.Expand(state, successors);
        for (var i = 0; i < successors.Count; i++)
        {
            // A bug of our own code is found by every search of the scope.
            if (successors[i].Broken is null && Try(number, successors[i].Choice, successors.StateOf(i)) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private Finding? Try(int number, in Choice choice, ReadOnlySpan<int> state)
    {
        counts.Transitions++;
        parents.Add((number, choice));
        return Visit(state, parents.Count - 1);
    }

    /// <summary>Makes a run, and keeps its end if it is new. The finding, where the run violates the property.</summary>
    private Finding? Visit(ReadOnlySpan<int> state, int number)
    {
        var violations = runner.Follow(PathTo(number), static _ => true, int.MaxValue, complete: false);
        if (violations.FirstOrDefault(v => v.Property == fold.Name) is { } violation)
        {
            return new Finding(violation, scenario, 0, [.. runner.Choices]);
        }

        if (violations.Count == 0 && seen.Add(Key(state)))
        {
            counts.AtRest += runner.Quiescent ? 1 : 0;
            waiting.Enqueue((state.ToArray(), space is null ? Offered() : [], number));
        }
        else
        {
            parents.RemoveAt(parents.Count - 1);
        }

        return null;
    }

    /// <summary>What the world offers at the end of the run; of what the adversary can do, all that differs.</summary>
    private Choice[] Offered()
    {
        offers.Clear();
        runner.World.Offers(offers);
        return
        [
            .. from offer in offers
               from option in runner.World.WaysOf(offer)
               select offer.With(option),
        ];
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
        if (space is null)
        {
            return runner.World.Content() ^ MemoryHash.Of(fold);
        }

        var (first, second) = (1UL, 2UL);
        foreach (var number in state)
        {
            (first, second) = (Core.Fingerprint.Mix(first, (ulong)(uint)number), Core.Fingerprint.Mix(second, ~(ulong)(uint)number));
        }

        foreach (var process in ((VsWorld)runner.World).Processes)
        {
            first = Core.Fingerprint.Mix(first, ((ulong)process.Entropy.Draws << 32) | process.Payloads);
            second = Core.Fingerprint.Mix(Core.Fingerprint.Mix(second, Sent(process.Installed)), Sent(process.Pending));
        }

        // The row has nothing of what is in a process that left: that no step depends on it does not mean that nobody is shown it.
        return new UInt128(first, second) ^ (WorldContent.Remains((VsWorld)runner.World) << 1) ^ MemoryHash.Of(fold);
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
