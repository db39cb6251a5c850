namespace Rekey.Core;

/// <summary>64-bit hashes that do not change between processes, so that states can be compared and counted across runs.</summary>
public static class Fingerprint
{
    /// <summary>Joins a value to a running hash (the finaliser of SplitMix64 over a rotated sum).</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        var z = ulong.RotateLeft(hash, 23) + value + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Hashes text by its UTF-16 code units (FNV-1a, then mixed).</summary>
    public static ulong Of(string text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3UL;
        }

        return Mix(hash, (ulong)text.Length);
    }
}
