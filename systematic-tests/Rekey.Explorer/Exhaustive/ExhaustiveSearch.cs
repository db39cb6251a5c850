using System.Runtime.ExceptionServices;

namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// Visits every reachable state of a space once. Nothing bounds the length of a run: what ends the search is that there are no more states, or
/// a limit of time or memory, and then the result says how many states were left.
/// </summary>
public sealed class ExhaustiveSearch
{
    private const int BlockSize = 1024;

    private readonly IStateSpace space;
    private readonly ExhaustiveRequest request;
    private readonly IStateObserver observer;
    private readonly Frontier frontier;
    private readonly StateSet seen = new(1 << 20);
    private readonly Paths paths = new();
    private readonly Worker[] workers;
    private readonly Func<bool> needsRoom;
    private readonly Action makeRoom;
    private SearchEnd end = SearchEnd.Complete;
    private int ended;

    /// <summary>A search, not begun.</summary>
    public ExhaustiveSearch(IStateSpace space, ExhaustiveRequest request, IStateObserver observer)
    {
        (this.space, this.request, this.observer) = (space, request, observer);
        frontier = new Frontier(request.Order);
        Watch = new SearchWatch(request, CancellationToken.None);
        (needsRoom, makeRoom) = (NeedsRoom, MakeRoom);
        workers = [.. Enumerable.Range(0, Math.Max(1, request.Workers)).Select(_ => new Worker(this))];
    }

    /// <summary>Distinct states seen so far.</summary>
    public long States => seen.Count;

    /// <summary>What is searched.</summary>
    internal IStateSpace Space => space;

    /// <summary>What bounds the search, and whatever is done with it afterwards.</summary>
    internal SearchWatch Watch { get; private set; }

    /// <summary>The transitions that must happen, for each worker: pairs of state numbers.</summary>
    internal IEnumerable<TransitionList> Transitions => workers.Select(static w => w.Kept);

    /// <summary>The choices that lead to a state.</summary>
    public List<Choice> PathTo(int number) => paths.To(number);

    /// <summary>The number of a state that was seen.</summary>
    internal int NumberOf(ulong fingerprint) => seen.Find(fingerprint);

    /// <summary>A state that was seen, made again from the initial one.</summary>
    internal int[] StateOf(int number)
    {
        var (state, next, expander) = (new int[space.Width], new int[space.Width], space.NewExpander());
        space.Initial(state);
        foreach (var choice in PathTo(number))
        {
            var successors = new Successors(space.Width, page => !Has(page, choice, next));
            expander.Expand(state, successors);
            successors.Flush();
            next.CopyTo(state, 0);
        }

        return state;

        static bool Has(Successors page, in Choice choice, Span<int> found)
        {
            for (var i = 0; i < page.Count; i++)
            {
                if (page[i].Choice == choice)
                {
                    page.StateOf(i).CopyTo(found);
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="cancel">Ends the search; what was done is reported.</param>
    /// <param name="progress">Is told, several times a second, how many states were seen and how many wait.</param>
    public SearchResult Run(CancellationToken cancel = default, Action<long, long>? progress = null)
    {
        Watch = new SearchWatch(request, cancel);
        var initial = new int[space.Width];
        space.Initial(initial);
        seen.Add(workers[0].Expander.Fingerprint(initial), out _);
        var first = frontier.New(space.Width, BlockSize);
        first.Add(0, initial);
        frontier.Give(first);
        var threads = workers.Select(static w => new Thread(w.Run, 16 << 20) { IsBackground = true, Name = "search" }).ToList();
        threads.ForEach(static t => t.Start());
        while (!threads.TrueForAll(static t => t.Join(50)))
        {
            if (Volatile.Read(ref ended) == 0 && Watch.Spent() is { } why)
            {
                Stop(why);
            }

            progress?.Invoke(seen.Count, frontier.Waiting);
        }

        foreach (var worker in workers)
        {
            worker.Failure?.Throw();
        }

        return new SearchResult(
            end, seen.Count, frontier.Waiting + workers.Sum(static w => w.Left), workers.Sum(static w => w.Made), workers.Sum(static w => w.Resting),
            request.Order == SearchOrder.Breadth ? frontier.Levels : 0, Watch.Elapsed, seen.Bytes);
    }

    private void Stop(SearchEnd why)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            end = why;
        }

        frontier.Stop();
    }

    /// <summary>Whether the table could be too full when each thread has added one more page.</summary>
    private bool NeedsRoom() => seen.Room < (long)workers.Length * Successors.PageSize;

    /// <summary>One thread grows the table while the others wait; or the search ends for want of memory.</summary>
    private void MakeRoom()
    {
        if (!Watch.Allows(seen.Bytes * 2))
        {
            Stop(SearchEnd.Memory);
            return;
        }

        try
        {
            seen.Grow();
        }
        catch (OutOfMemoryException)
        {
            Stop(SearchEnd.Memory);
        }
    }

    /// <summary>One thread.</summary>
    private sealed class Worker
    {
        private readonly ExhaustiveSearch search;
        private readonly Successors successors;
        private Block? output;
        private (Block Block, int Index) at;
        private bool persistent;
        private bool first;
        private bool any;
        private bool cut;

        public Worker(ExhaustiveSearch search)
        {
            (this.search, Expander) = (search, search.space.NewExpander());
            successors = new Successors(search.space.Width, Take);
        }

        public IExpander Expander { get; }

        public TransitionList Kept { get; } = new();

        public long Made { get; private set; }

        public long Resting { get; private set; }

        public long Left { get; private set; }

        public ExceptionDispatchInfo? Failure { get; private set; }

        public void Run()
        {
            try
            {
                Block? block = null;
                while ((block = search.frontier.Take(block)) is not null)
                {
                    Expand(block);
                }
            }
            catch (OutOfMemoryException)
            {
                search.Stop(SearchEnd.Memory);
            }
            catch (TooManySuccessorsException)
            {
                search.Stop(SearchEnd.TooWide);
            }
            catch (Exception e)
            {
                // A thread must not take the process down: the caller's thread reports it.
                Failure = ExceptionDispatchInfo.Capture(e);
                search.Stop(SearchEnd.Stopped);
            }
        }

        private void Expand(Block block)
        {
            for (var i = 0; i < block.Count; i++)
            {
                if (Volatile.Read(ref search.ended) != 0)
                {
                    Left += block.Count - i;
                    break;
                }

                at = (block, i);
                Expand(block.StateOf(i));
            }

            if (output is { } full)
            {
                search.frontier.Give(full);
                output = null;
            }
        }

        private void Expand(ReadOnlySpan<int> state)
        {
            var made = Made;
            Begin(reduced: true);
            if (Expander.ExpandPersistent(state, successors))
            {
                successors.Flush();
                if (any || cut)
                {
                    return;
                }
            }

            // All are made instead, the first ones among them: each counts once.
            Made = made;
            Begin(reduced: false);
            Expander.Expand(state, successors);
            successors.Flush();
        }

        private void Begin(bool reduced)
        {
            successors.Clear();
            (persistent, first, any, cut) = (reduced, true, false, false);
        }

        /// <summary>Takes a page of transitions; false where the search has ended.</summary>
        private bool Take(Successors page)
        {
            if (search.NeedsRoom())
            {
                search.frontier.Pause(search.needsRoom, search.makeRoom);
            }

            if (Volatile.Read(ref search.ended) != 0)
            {
                return Cut();
            }

            var number = at.Block.NumberOf(at.Index);
            if (first && !persistent && page.Obligatory == 0)
            {
                Resting++;
                if (!search.observer.AtRest(new SearchPosition(search, number), at.Block.StateOf(at.Index)))
                {
                    search.Stop(SearchEnd.Stopped);
                    return Cut();
                }
            }

            first = false;
            return Visit(number);
        }

        /// <summary>The search has ended before the state was expanded whole: no more of it is wanted.</summary>
        private bool Cut()
        {
            Left += cut ? 0 : 1;
            cut = true;
            return false;
        }

        /// <summary>Adds the successors to the states; false where the search ends.</summary>
        private bool Visit(int from)
        {
            for (var i = 0; i < successors.Count; i++)
            {
                ref readonly var successor = ref successors[i];
                if (successor.Broken is { } message)
                {
                    if (!search.observer.Broken(new SearchPosition(search, from), successor.Choice, message))
                    {
                        search.Stop(SearchEnd.Stopped);
                        return Cut();
                    }

                    continue;
                }

                if (successor.Situation != 0 && !search.observer.Judge(new SearchPosition(search, from), successor.Choice, successor.Situation))
                {
                    search.Stop(SearchEnd.Stopped);
                    return Cut();
                }

                Made++;
                var state = successors.StateOf(i);
                var number = search.seen.Add(Expander.Fingerprint(state), out var isNew);
                if (isNew)
                {
                    any = true;
                    search.paths.Note(number, from, successor.Choice);
                    Keep(number, state);
                }

                if (!successor.Optional && search.request.KeepsTransitions)
                {
                    Kept.Add(from, number);
                }
            }

            return true;
        }

        private void Keep(int number, ReadOnlySpan<int> state)
        {
            output ??= search.frontier.New(search.space.Width, BlockSize);
            output.Add(number, state);
            if (output.IsFull)
            {
                search.frontier.Give(output);
                output = null;
            }
        }
    }
}
