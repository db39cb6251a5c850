namespace Rekey.Explorer.Exhaustive;

/// <summary>In which order states are expanded.</summary>
public enum SearchOrder : byte
{
    /// <summary>Level by level: the first run to a state is a shortest one.</summary>
    Breadth,

    /// <summary>The newest states first: whole runs come soon, and the frontier stays small.</summary>
    Depth,
}

/// <summary>States that wait to be expanded, in blocks that threads take and give back.</summary>
/// <param name="order">Which block is taken next.</param>
internal sealed class Frontier(SearchOrder order)
{
    private readonly object gate = new();
    private LinkedList<Block> current = new();
    private LinkedList<Block> next = new();
    private readonly Stack<Block> spare = new();
    private int active;
    private int paused;
    private long waiting;
    private bool stopped;

    /// <summary>How many levels were begun; 1 for the initial state. Only in breadth-first order.</summary>
    public int Levels { get; private set; }

    /// <summary>How many states wait.</summary>
    public long Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting;
            }
        }
    }

    /// <summary>An empty block, used before if there is one: most of the memory of a search passes through them.</summary>
    public Block New(int width, int capacity)
    {
        lock (gate)
        {
            if (spare.TryPop(out var block))
            {
                block.Clear();
                return block;
            }
        }

        return new Block(width, capacity);
    }

    /// <summary>Adds a block.</summary>
    public void Give(Block block)
    {
        lock (gate)
        {
            (order == SearchOrder.Breadth ? next : current).AddLast(block);
            waiting += block.Count;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>
    /// Takes a block; null where the search is over. A thread that has finished one has given all that it led to, and hands it back. Nothing is taken
    /// while others wait for a thread that does something alone (<see cref="Pause"/>).
    /// </summary>
    public Block? Take(Block? finished)
    {
        lock (gate)
        {
            if (finished is not null)
            {
                active--;
                spare.Push(finished);
            }

            Monitor.PulseAll(gate);
            while (!stopped)
            {
                if (paused > 0)
                {
                    Monitor.Wait(gate);
                    continue;
                }

                if (current.Count == 0 && next.Count > 0 && active == 0)
                {
                    (current, next) = (next, current);
                    Levels++;
                    Monitor.PulseAll(gate);
                }

                if (current.Count > 0)
                {
                    var node = order == SearchOrder.Breadth ? current.First! : current.Last!;
                    current.Remove(node);
                    waiting -= node.Value.Count;
                    active++;
                    return node.Value;
                }

                if (active == 0)
                {
                    break;
                }

                Monitor.Wait(gate);
            }

            Monitor.PulseAll(gate);
            return null;
        }
    }

    /// <summary>
    /// Called by a thread that has a block, between two states or in the middle of one with many transitions: when <paramref name="needed"/> says so, one
    /// thread does what <paramref name="alone"/> does, while all others wait.
    /// </summary>
    public void Pause(Func<bool> needed, Action alone)
    {
        lock (gate)
        {
            paused++;
            Monitor.PulseAll(gate);
            while (!stopped && needed())
            {
                if (active > paused)
                {
                    Monitor.Wait(gate);
                    continue;
                }

                alone();
            }

            paused--;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Ends the search; blocks that wait stay.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
    }
}

/// <summary>Some states with their numbers.</summary>
/// <param name="width">How many numbers a state has.</param>
/// <param name="capacity">How many states it takes.</param>
internal sealed class Block(int width, int capacity)
{
    private readonly int[] states = GC.AllocateUninitializedArray<int>(width * capacity);
    private readonly int[] numbers = new int[capacity];

    /// <summary>How many states it has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it is full.</summary>
    public bool IsFull => Count == capacity;

    /// <summary>Forgets all states.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a state.</summary>
    public void Add(int number, ReadOnlySpan<int> state)
    {
        numbers[Count] = number;
        state.CopyTo(states.AsSpan(Count++ * width));
    }

    /// <summary>A state's number.</summary>
    public int NumberOf(int index) => numbers[index];

    /// <summary>A state.</summary>
    public ReadOnlySpan<int> StateOf(int index) => states.AsSpan(index * width, width);
}
