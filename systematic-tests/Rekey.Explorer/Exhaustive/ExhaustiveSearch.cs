using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// Visits every reachable state of a space once. Nothing bounds the length of a run: what ends the search is that there are no more states, or
/// a limit of time or memory, and then the result says how many states were left.
/// </summary>
public sealed class ExhaustiveSearch
{
    private const int BlockSize = 1024;

    /// <summary>Bytes per state beside the table: how it was reached.</summary>
    private const long BytesPerState = 12;

    private readonly IStateSpace space;
    private readonly ExhaustiveRequest request;
    private readonly IStateObserver observer;
    private readonly Frontier frontier;
    private readonly StateSet seen = new(1 << 20);
    private readonly Paths paths = new();
    private readonly Worker[] workers;
    private readonly Stopwatch clock = new();
    private SearchEnd end = SearchEnd.Complete;
    private int ended;

    /// <summary>A search, not begun.</summary>
    public ExhaustiveSearch(IStateSpace space, ExhaustiveRequest request, IStateObserver observer)
    {
        (this.space, this.request, this.observer) = (space, request, observer);
        frontier = new Frontier(request.Order);
        workers = [.. Enumerable.Range(0, Math.Max(1, request.Workers)).Select(_ => new Worker(this))];
    }

    /// <summary>Distinct states seen so far.</summary>
    public long States => seen.Count;

    /// <summary>What is searched.</summary>
    internal IStateSpace Space => space;

    /// <summary>The transitions that must happen, for each worker: pairs of state numbers.</summary>
    internal IEnumerable<TransitionList> Transitions => workers.Select(static w => w.Kept);

    /// <summary>The choices that lead to a state.</summary>
    public List<Choice> PathTo(int number) => paths.To(number);

    /// <summary>The number of a state that was seen.</summary>
    internal int NumberOf(ulong fingerprint) => seen.Find(fingerprint);

    /// <summary>A state that was seen, made again from the initial one.</summary>
    internal int[] StateOf(int number)
    {
        var (state, expander, successors) = (new int[space.Width], space.NewExpander(), new Successors(space.Width));
        space.Initial(state);
        foreach (var choice in PathTo(number))
        {
            successors.Clear();
            expander.Expand(state, successors);
            var at = 0;
            while (successors[at].Choice != choice)
            {
                at++;
            }

            successors.StateOf(at).CopyTo(state);
        }

        return state;
    }

    /// <summary>Searches.</summary>
    /// <param name="cancel">Ends the search; what was done is reported.</param>
    /// <param name="progress">Is told, several times a second, how many states were seen and how many wait.</param>
    public SearchResult Run(CancellationToken cancel = default, Action<long, long>? progress = null)
    {
        clock.Start();
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
            if (cancel.IsCancellationRequested)
            {
                Stop(SearchEnd.Cancelled);
            }
            else if (request.Time is { } time && clock.Elapsed > time)
            {
                Stop(SearchEnd.Time);
            }

            progress?.Invoke(seen.Count, frontier.Waiting);
        }

        foreach (var worker in workers)
        {
            worker.Failure?.Throw();
        }

        return new SearchResult(
            end, seen.Count, frontier.Waiting + workers.Sum(static w => w.Left), workers.Sum(static w => w.Made), workers.Sum(static w => w.Resting),
            request.Order == SearchOrder.Breadth ? frontier.Levels : 0, clock.Elapsed, seen.Bytes);
    }

    private void Stop(SearchEnd why)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            end = why;
        }

        frontier.Stop();
    }

    private bool NeedsRoom() => seen.Room < (long)workers.Length * BlockSize * 32;

    /// <summary>One thread grows the table while the others wait; or the search ends for want of memory.</summary>
    private void MakeRoom()
    {
        var transitions = workers.Sum(static w => w.Kept.Bytes);
        if ((seen.Bytes * 3) + (seen.Count * BytesPerState) + transitions + (frontier.Waiting * space.Width * sizeof(int)) > request.Memory)
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
    private sealed class Worker(ExhaustiveSearch search)
    {
        private readonly Successors successors = new(search.space.Width);
        private Block? output;

        public IExpander Expander { get; } = search.space.NewExpander();

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
                while ((block = search.frontier.Take(block, search.NeedsRoom, search.MakeRoom)) is not null)
                {
                    Expand(block);
                }
            }
            catch (OutOfMemoryException)
            {
                search.Stop(SearchEnd.Memory);
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

                Expand(block.NumberOf(i), block.StateOf(i));
            }

            if (output is { } full)
            {
                search.frontier.Give(full);
                output = null;
            }
        }

        private void Expand(int number, ReadOnlySpan<int> state)
        {
            successors.Clear();
            var made = Made;
            if (Expander.ExpandPersistent(state, successors) && Visit(number))
            {
                return;
            }

            // All are made instead, the first ones among them: each counts once.
            Made = made;
            successors.Clear();
            Expander.Expand(state, successors);
            if (successors.Obligatory == 0)
            {
                Resting++;
                if (!search.observer.AtRest(new SearchPosition(search, number), state))
                {
                    search.Stop(SearchEnd.Stopped);
                    return;
                }
            }

            Visit(number);
        }

        /// <summary>Adds the successors to the states; true where one of them is new.</summary>
        private bool Visit(int from)
        {
            var any = false;
            for (var i = 0; i < successors.Count; i++)
            {
                ref readonly var successor = ref successors[i];
                if (successor.Broken is { } message)
                {
                    if (!search.observer.Broken(new SearchPosition(search, from), successor.Choice, message))
                    {
                        search.Stop(SearchEnd.Stopped);
                        return true;
                    }

                    continue;
                }

                if (successor.Situation != 0 && !search.observer.Judge(new SearchPosition(search, from), successor.Choice, successor.Situation))
                {
                    search.Stop(SearchEnd.Stopped);
                    return true;
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

            return any;
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
