using Rekey.Explorer.Cycles;

namespace Rekey.Explorer.Exhaustive;

/// <summary>Decides whether a strongly connected component has a weakly fair run, and writes one down.</summary>
internal sealed class LoopFinder
{
    private readonly ExhaustiveSearch search;
    private readonly HashSet<int> component;
    private readonly Dictionary<int, List<(Choice Choice, int To)>> steps = [];
    private readonly Dictionary<int, HashSet<(byte, short, short)>> enabled = [];

    /// <summary>A finder for one component.</summary>
    public LoopFinder(ExhaustiveSearch search, int[] states)
    {
        (this.search, component) = (search, [.. states]);
        var expander = search.Space.NewExpander();
        var waiting = new Stack<(int Number, int[] State)>([(states[0], search.StateOf(states[0]))]);
        var from = 0;
        var successors = new Successors(search.Space.Width, page => Take(page, from, expander, waiting));
        while (waiting.TryPop(out var at))
        {
            search.Watch.Round();
            if (steps.TryAdd(at.Number, []))
            {
                (from, enabled[at.Number]) = (at.Number, []);
                successors.Clear();
                expander.Expand(at.State, successors);
                successors.Flush();
            }
        }
    }

    /// <summary>Takes what must happen in a state; false where only that is left which may.</summary>
    private bool Take(Successors page, int from, IExpander expander, Stack<(int Number, int[] State)> waiting)
    {
        for (var i = 0; i < page.Count; i++)
        {
            search.Watch.Round();
            if (page[i].Optional)
            {
                return false;
            }

            var choice = page[i].Choice;
            enabled[from].Add((choice.Kind, choice.A, choice.B));
            var to = search.NumberOf(expander.Fingerprint(page.StateOf(i)));
            if (component.Contains(to))
            {
                steps[from].Add((choice, to));
                waiting.Push((to, page.StateOf(i).ToArray()));
            }
        }

        return true;
    }

    /// <summary>The loop with its stem; null where every run in the component is unfair.</summary>
    public FairCycle? Find()
    {
        var always = new HashSet<(byte, short, short)>(enabled.Values.First());
        foreach (var set in enabled.Values)
        {
            always.IntersectWith(set);
        }

        // What could happen in every state and never does within the component makes each run here unfair.
        var taken = steps.Values.SelectMany(static s => s).Select(static s => (s.Choice.Kind, s.Choice.A, s.Choice.B)).ToHashSet();
        if (!always.IsSubsetOf(taken))
        {
            return null;
        }

        var start = steps.Keys.Min();
        var (loop, at) = (new List<Choice>(), start);
        var pending = enabled.Values.SelectMany(static s => s).ToHashSet();
        pending.ExceptWith(pending.Where(t => !enabled[start].Contains(t)).ToList());
        while (pending.Count > 0)
        {
            // The nearest state in which something that waits is disabled, or the nearest transition that takes it.
            at = Walk(at, loop, (_, step) => pending.Contains((step.Choice.Kind, step.Choice.A, step.Choice.B)) || !pending.IsSubsetOf(enabled[step.To]));
            var last = loop[^1];
            pending.Remove((last.Kind, last.A, last.B));
            pending.IntersectWith(enabled[at]);
        }

        if (at != start || loop.Count == 0)
        {
            Walk(at, loop, (_, step) => step.To == start);
        }

        return new FairCycle(search.PathTo(start), loop);
    }

    /// <summary>Goes the shortest way from a state to a transition that fits, and makes it.</summary>
    private int Walk(int from, List<Choice> loop, Func<int, (Choice Choice, int To), bool> fits)
    {
        var reached = new Dictionary<int, (int From, Choice Choice)> { [from] = default };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var state))
        {
            search.Watch.Round();
            foreach (var step in steps[state])
            {
                if (fits(state, step))
                {
                    var way = new List<Choice> { step.Choice };
                    for (var back = state; back != from; back = reached[back].From)
                    {
                        way.Add(reached[back].Choice);
                    }

                    way.Reverse();
                    loop.AddRange(way);
                    return step.To;
                }

                if (reached.TryAdd(step.To, (state, step.Choice)))
                {
                    queue.Enqueue(step.To);
                }
            }
        }

        throw new InvalidOperationException("a strongly connected component has a way to each of its transitions");
    }
}
