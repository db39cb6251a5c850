namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// The states that were seen, by their fingerprints: an open-addressed table without locks, 16 bytes a slot. It numbers states as they come.
/// </summary>
/// <remarks>
/// Two states with the same fingerprint count as one. With n states and fingerprints that behave like random ones the probability that this
/// happens at all is at most n² / 2^65: for 20 million states 1.1e-5.
/// </remarks>
public sealed class StateSet
{
    private const double MostLoad = 0.7;

    private Slot[] slots;
    private int count;

    /// <summary>An empty set.</summary>
    /// <param name="capacity">How many states there is room for before the table grows.</param>
    public StateSet(int capacity = 1 << 16) => slots = new Slot[Rounded(capacity)];

    /// <summary>How many states there are.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>How many bytes the table takes.</summary>
    public long Bytes => (long)slots.Length * 16;

    /// <summary>How many states may be added before <see cref="Grow"/> is due.</summary>
    public long Room => (long)(slots.Length * MostLoad) - Count;

    /// <summary>The probability that two of so many states have the same fingerprint, at most.</summary>
    public static double CollisionBound(long states) => (double)states * states / Math.Pow(2, 65);

    /// <summary>Adds a state if it is new; gives its number, from 0. Any number of threads may call this at once, but not while the table grows.</summary>
    public int Add(ulong fingerprint, out bool isNew)
    {
        var key = fingerprint == 0 ? 1 : fingerprint;
        var mask = (ulong)(slots.Length - 1);
        for (var at = key & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref slots[at];
            var seen = Volatile.Read(ref slot.Key);
            if (seen == 0)
            {
                seen = Interlocked.CompareExchange(ref slot.Key, key, 0);
                if (seen == 0)
                {
                    var number = Interlocked.Increment(ref count);
                    Volatile.Write(ref slot.Number, number);
                    isNew = true;
                    return number - 1;
                }
            }

            if (seen == key)
            {
                isNew = false;
                return NumberIn(ref slot) - 1;
            }
        }
    }

    /// <summary>The number of a state; -1 where it was not added.</summary>
    public int Find(ulong fingerprint)
    {
        var key = fingerprint == 0 ? 1 : fingerprint;
        var mask = (ulong)(slots.Length - 1);
        var at = key & mask;
        while (slots[at].Key != key)
        {
            if (slots[at].Key == 0)
            {
                return -1;
            }

            at = (at + 1) & mask;
        }

        return slots[at].Number - 1;
    }

    /// <summary>Doubles the table. No other thread may use it meanwhile.</summary>
    public void Grow()
    {
        var before = slots;
        slots = new Slot[before.Length * 2];
        var mask = (ulong)(slots.Length - 1);
        foreach (ref readonly var slot in before.AsSpan())
        {
            if (slot.Key != 0)
            {
                var at = slot.Key & mask;
                while (slots[at].Key != 0)
                {
                    at = (at + 1) & mask;
                }

                slots[at] = slot;
            }
        }
    }

    /// <summary>Whoever put the key there writes its number right after.</summary>
    private static int NumberIn(ref Slot slot)
    {
        var spin = default(SpinWait);
        int number;
        while ((number = Volatile.Read(ref slot.Number)) == 0)
        {
            spin.SpinOnce();
        }

        return number;
    }

    private static long Rounded(int capacity) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(capacity / MostLoad) + 1);

    private struct Slot
    {
        public ulong Key;
        public int Number;
    }
}
