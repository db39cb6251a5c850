namespace Rekey.Crypto.Symbolic;

/// <summary>What something is made of, before it is known whether it exists already.</summary>
internal interface IContent<in T>
{
    /// <summary>Whether an existing thing has this content.</summary>
    bool Is(T thing);
}

/// <summary>Things that are made once each, so that equal ones are one object: an open-addressed table that is asked by content.</summary>
/// <remarks>The tables are asked several times in each step of each schedule, and often cleared; a dictionary would need keys that hold the content.</remarks>
internal sealed class Interned<T>
    where T : class
{
    private (uint Hash, T? Thing)[] slots = new (uint, T?)[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(slots);
        Count = 0;
    }

    /// <summary>The thing with some content, if it was added.</summary>
    public T? Find<TContent>(ulong fingerprint, TContent content)
        where TContent : IContent<T>, allows ref struct
    {
        var hash = Fold(fingerprint);
        for (var at = hash; ; at++)
        {
            ref readonly var slot = ref slots[at & (uint)(slots.Length - 1)];
            if (slot.Thing is null)
            {
                return null;
            }

            if (slot.Hash == hash && content.Is(slot.Thing))
            {
                return slot.Thing;
            }
        }
    }

    /// <summary>Adds what was not found.</summary>
    public T Add(ulong fingerprint, T thing)
    {
        if (++Count * 2 > slots.Length)
        {
            var before = slots;
            slots = new (uint, T?)[before.Length * 2];
            foreach (var (hash, old) in before)
            {
                if (old is not null)
                {
                    Place(hash, old);
                }
            }
        }

        Place(Fold(fingerprint), thing);
        return thing;
    }

    private static uint Fold(ulong fingerprint) => (uint)(fingerprint ^ (fingerprint >> 32));

    private void Place(uint hash, T thing)
    {
        var at = hash;
        while (slots[at & (uint)(slots.Length - 1)].Thing is not null)
        {
            at++;
        }

        slots[at & (uint)(slots.Length - 1)] = (hash, thing);
    }
}
