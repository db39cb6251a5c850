namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// A world as a set of states that are copied, compared and counted: each state a row of numbers. The engine knows nothing else of it.
/// Safe for several threads; each works with an expander of its own.
/// </summary>
public interface IStateSpace
{
    /// <summary>How many numbers a state has.</summary>
    int Width { get; }

    /// <summary>Writes the initial state; the row is all zeros.</summary>
    void Initial(Span<int> state);

    /// <summary>What one thread needs to work.</summary>
    IExpander NewExpander();
}

/// <summary>Makes the successors of states, for one thread.</summary>
public interface IExpander
{
    /// <summary>
    /// Adds every transition of a state, in an order that depends on the state alone; those that must happen come first. A state may have millions: whoever
    /// adds that many looks at <see cref="Successors.IsOpen"/> on the way.
    /// </summary>
    void Expand(ReadOnlySpan<int> state, Successors successors);

    /// <summary>
    /// Adds some of the transitions only: a persistent set of invisible ones, after which nothing is missed if one of them leads to a new state.
    /// False, and nothing added, where there is none, or where the reduction is off.
    /// </summary>
    bool ExpandPersistent(ReadOnlySpan<int> state, Successors successors);

    /// <summary>A 64-bit hash; states that count as one have the same.</summary>
    ulong Fingerprint(ReadOnlySpan<int> state);
}

/// <summary>
/// The transitions of one state with the states that they lead to, page by page: when a page is full it is taken, and the next ones go where it was. Reused
/// from state to state.
/// </summary>
/// <param name="width">How many numbers a state has.</param>
/// <param name="take">Takes a page; false where no more are wanted. Null to keep all in one.</param>
public sealed class Successors(int width, Func<Successors, bool>? take = null)
{
    /// <summary>How many transitions a page has, at most.</summary>
    public const int PageSize = 1024;

    private Successor[] entries = new Successor[64];
    private int[] states = new int[64 * width];

    /// <summary>How many there are in this page.</summary>
    public int Count { get; private set; }

    /// <summary>How many of the state's transitions must happen, those of earlier pages included.</summary>
    public int Obligatory { get; private set; }

    /// <summary>Whether more are wanted.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Forgets all.</summary>
    public void Clear() => (Count, Obligatory, IsOpen) = (0, 0, true);

    /// <summary>Hands over what is there, also if that is nothing: the last page of a state.</summary>
    public void Flush()
    {
        IsOpen = IsOpen && take?.Invoke(this) != false;
        Count = take is null ? Count : 0;
    }

    /// <summary>A transition of this page.</summary>
    public ref readonly Successor this[int index] => ref entries[index];

    /// <summary>The state that a transition of this page leads to.</summary>
    public Span<int> StateOf(int index) => states.AsSpan(index * width, width);

    /// <summary>Adds a transition; gives a copy of the state that it starts from, to be changed before the next one is added.</summary>
    public Span<int> Add(scoped ReadOnlySpan<int> from, Choice choice, bool optional)
    {
        if (Count == entries.Length)
        {
            MakeRoom();
        }

        entries[Count] = new Successor(choice, optional, null);
        Obligatory += optional ? 0 : 1;
        var state = StateOf(Count++);
        from.CopyTo(state);
        return state;
    }

    private void MakeRoom()
    {
        if (take is not null && Count >= PageSize)
        {
            Flush();
            return;
        }

        Array.Resize(ref entries, Count * 2);
        Array.Resize(ref states, states.Length * 2);
    }

    /// <summary>The transition added last is to be judged in this situation, among others.</summary>
    public void Judge(ulong situation)
    {
        ref var last = ref entries[Count - 1];
        last = last with { Situation = ((last.Situation * 0x9E3779B97F4A7C15) + situation) | 1 };
    }

    /// <summary>The transition added last cannot be made: our own code objects.</summary>
    public void Break(string message) => entries[Count - 1] = entries[Count - 1] with { Broken = message };
}

/// <summary>A transition.</summary>
/// <param name="Choice">What is chosen.</param>
/// <param name="Optional">Whether a run may end without it.</param>
/// <param name="Broken">Why it cannot be made: a bug of our own code; else null.</param>
/// <param name="Situation">
/// A hash of everything that a verdict on this transition depends on; 0 where there is nothing to judge. Of those that are equal one is judged.
/// </param>
public readonly record struct Successor(Choice Choice, bool Optional, string? Broken, ulong Situation = 0);
