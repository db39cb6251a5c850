namespace Rekey.Crypto.Symbolic;

/// <summary>A set of terms of one store: one flag for each place in the store, so that it is copied and asked at next to no cost.</summary>
internal sealed class TermSet
{
    private bool[] flags = new bool[64];

    /// <summary>Forgets all.</summary>
    public void Clear() => Array.Clear(flags);

    /// <summary>Becomes a copy of another set.</summary>
    public void CopyFrom(TermSet other)
    {
        if (flags.Length < other.flags.Length)
        {
            flags = new bool[other.flags.Length];
        }

        other.flags.CopyTo(flags, 0);
        Array.Clear(flags, other.flags.Length, flags.Length - other.flags.Length);
    }

    /// <summary>Whether a term is in the set.</summary>
    public bool Contains(Term term)
    {
        var all = flags;
        return (uint)term.Id < (uint)all.Length && all[term.Id];
    }

    /// <summary>Adds a term; false if it was there.</summary>
    public bool Add(Term term)
    {
        if (term.Id >= flags.Length)
        {
            Array.Resize(ref flags, Math.Max(term.Id + 1, flags.Length * 2));
        }

        ref var flag = ref flags[term.Id];
        var added = !flag;
        flag = true;
        return added;
    }
}
