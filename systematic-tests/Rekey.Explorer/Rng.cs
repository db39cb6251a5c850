namespace Rekey.Explorer;

/// <summary>
/// The explorer's own random numbers (SplitMix64): a schedule is reproducible from its seed on every machine and every runtime.
/// </summary>
public struct Rng(ulong seed)
{
    private ulong state = seed;

    /// <summary>The generator of one schedule of one exploration.</summary>
    public static Rng For(ulong seed, long schedule)
    {
        var mixer = new Rng(seed ^ 0x5DEECE66DUL);
        var a = mixer.Next();
        return new Rng(new Rng(a + ((ulong)schedule * 0xD1342543DE82EF95UL)).Next());
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);
}
