namespace Rekey.Core;

/// <summary>An immutable set of members of one view, by their places in it.</summary>
public readonly struct MemberSet : IEquatable<MemberSet>
{
    private readonly ulong first;
    private readonly ulong[]? rest;

    private MemberSet(ulong first, ulong[]? rest) => (this.first, this.rest) = (first, rest);

    /// <summary>How many members the set has.</summary>
    public int Count
    {
        get
        {
            var count = System.Numerics.BitOperations.PopCount(first);
            foreach (var word in rest ?? [])
            {
                count += System.Numerics.BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether the member at a place belongs to the set.</summary>
    public bool Contains(int place) => place < 64
        ? ((first >> place) & 1) != 0
        : rest is not null && (place >> 6) <= rest.Length && ((rest[(place >> 6) - 1] >> (place & 63)) & 1) != 0;

    /// <summary>The set with one more member.</summary>
    public MemberSet Add(int place)
    {
        if (place < 64)
        {
            return new MemberSet(first | (1UL << place), rest);
        }

        var words = new ulong[Math.Max(rest?.Length ?? 0, place >> 6)];
        rest?.CopyTo(words, 0);
        words[(place >> 6) - 1] |= 1UL << (place & 63);
        return new MemberSet(first, words);
    }

    /// <inheritdoc/>
    public bool Equals(MemberSet other) => first == other.first && (rest ?? []).AsSpan().SequenceEqual(other.rest ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MemberSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(1, first);
            foreach (var word in rest ?? [])
            {
                hash = Core.Fingerprint.Mix(hash, word);
            }

            return hash;
        }
    }

    /// <summary>Equality by members.</summary>
    public static bool operator ==(MemberSet left, MemberSet right) => left.Equals(right);

    /// <summary>Inequality by members.</summary>
    public static bool operator !=(MemberSet left, MemberSet right) => !left.Equals(right);
}
