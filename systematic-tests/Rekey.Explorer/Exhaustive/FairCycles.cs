using Rekey.Explorer.Cycles;

namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// Looks for cycles in the transitions that a complete search kept. Optional transitions spend a budget, so that a cycle has none. A cycle is fair if
/// every transition that must happen and could happen in each of its states does happen in it: otherwise a weakly fair scheduler leaves it.
/// </summary>
/// <remarks>
/// First whatever no cycle leads to is peeled off, and mostly nothing stays. Of the rest the strongly connected components are found (Tarjan). All
/// runs within a component are judged at once: one that visits all of it over and over is fair if any is.
/// </remarks>
public static class FairCycles
{
    /// <summary>The first fair cycle; null where there is none.</summary>
    /// <param name="search">A search that is complete, kept its transitions, and left none out.</param>
    public static FairCycle? Find(ExhaustiveSearch search) => Find(search, out _);

    /// <summary>The first fair cycle; null where there is none, or none was found until a bound of the search was reached.</summary>
    /// <param name="search">A search that is complete, kept its transitions, and left none out.</param>
    /// <param name="cut">The bound that was reached; null where none was, and all was looked through.</param>
    public static FairCycle? Find(ExhaustiveSearch search, out SearchEnd? cut)
    {
        cut = null;
        try
        {
            var graph = Graph.Of(search);
            return graph.Components().Select(c => new LoopFinder(search, c).Find()).FirstOrDefault(static c => c is not null);
        }
        catch (SearchSpentException spent)
        {
            cut = spent.End;
            return null;
        }
        catch (OutOfMemoryException)
        {
            cut = SearchEnd.Memory;
            return null;
        }
    }

    /// <summary>The transitions, by the state that they start from.</summary>
    private sealed class Graph(SearchWatch watch, int[] first, int[] targets, bool[] gone)
    {
        /// <summary>What each step of the work takes for a state, at most: two numbers and a mark.</summary>
        private const long BytesPerState = 9;

        public static Graph Of(ExhaustiveSearch search)
        {
            var (states, watch) = (checked((int)search.States), search.Watch);
            watch.Require(BytesPerState * states);
            var (first, incoming) = (new int[states + 1], new int[states]);
            foreach (var part in search.Transitions)
            {
                part.ForEach((from, to) =>
                {
                    watch.Round();
                    first[from + 1]++;
                    incoming[to]++;
                });
            }

            for (var i = 0; i < states; i++)
            {
                first[i + 1] += first[i];
            }

            watch.Require(((long)first[states] + states) * sizeof(int));
            var targets = new int[first[states]];
            var filled = new int[states];
            foreach (var part in search.Transitions)
            {
                part.ForEach((from, to) =>
                {
                    watch.Round();
                    targets[first[from] + filled[from]++] = to;
                });
            }

            return new Graph(watch, first, targets, Peel(watch, first, targets, incoming));
        }

        /// <summary>The strongly connected components that have a cycle.</summary>
        public IEnumerable<int[]> Components()
        {
            watch.Require(BytesPerState * gone.Length);
            var (index, low) = (new int[gone.Length], new int[gone.Length]);
            var (open, work) = (new Stack<int>(), new Stack<(int State, int Next)>());
            var onStack = new bool[gone.Length];
            var count = 0;
            for (var root = 0; root < gone.Length; root++)
            {
                if (gone[root] || index[root] != 0)
                {
                    continue;
                }

                work.Push((root, first[root]));
                while (work.TryPop(out var at))
                {
                    watch.Round();
                    var (state, next) = at;
                    if (index[state] == 0)
                    {
                        index[state] = low[state] = ++count;
                        open.Push(state);
                        onStack[state] = true;
                    }
                    else if (next > first[state] && targets[next - 1] is var child && onStack[child])
                    {
                        low[state] = Math.Min(low[state], low[child]);
                    }

                    if (next < first[state + 1])
                    {
                        work.Push((state, next + 1));
                        var target = targets[next];
                        if (index[target] == 0)
                        {
                            work.Push((target, first[target]));
                        }
                        else if (onStack[target])
                        {
                            low[state] = Math.Min(low[state], index[target]);
                        }

                        continue;
                    }

                    if (low[state] == index[state] && Close(state, open, onStack) is { } component)
                    {
                        yield return component;
                    }
                }
            }
        }

        private int[]? Close(int state, Stack<int> open, bool[] onStack)
        {
            var component = new List<int>();
            int member;
            do
            {
                component.Add(member = open.Pop());
                onStack[member] = false;
            }
            while (member != state);
            return component.Count > 1 || targets.AsSpan(first[state]..first[state + 1]).Contains(state) ? [.. component] : null;
        }

        /// <summary>Marks every state to which no cycle leads.</summary>
        private static bool[] Peel(SearchWatch watch, int[] first, int[] targets, int[] incoming)
        {
            var gone = new bool[incoming.Length];
            var ready = new Stack<int>(Enumerable.Range(0, incoming.Length).Where(i => incoming[i] == 0));
            while (ready.TryPop(out var state))
            {
                watch.Round();
                gone[state] = true;
                foreach (var target in targets.AsSpan(first[state]..first[state + 1]))
                {
                    if (--incoming[target] == 0)
                    {
                        ready.Push(target);
                    }
                }
            }

            return gone;
        }
    }
}
