namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>Numbers modulo the prime 2^61 - 1, large enough that a random number is, as good as always, no root of a polynomial of small degree.</summary>
public static class PrimeField
{
    /// <summary>2^61 - 1.</summary>
    public const ulong Prime = (1UL << 61) - 1;

    /// <summary>A number other than 0 that depends on nothing but a seed, and looks random.</summary>
    public static ulong NonZero(ulong seed) => (Core.Fingerprint.Mix(0x5EED, seed) % (Prime - 1)) + 1;

    /// <summary>The number that stands for an integer.</summary>
    public static ulong Of(long value) => value >= 0 ? (ulong)value % Prime : Prime - ((ulong)-value % Prime);

    /// <summary>The sum of two numbers below the prime.</summary>
    public static ulong Add(ulong a, ulong b) => a + b >= Prime ? a + b - Prime : a + b;

    /// <summary>The difference of two numbers below the prime.</summary>
    public static ulong Subtract(ulong a, ulong b) => a >= b ? a - b : a + Prime - b;

    /// <summary>The product of two numbers below the prime.</summary>
    public static ulong Multiply(ulong a, ulong b)
    {
        // 2^61 counts as 1, so the product's upper bits are added to its lower 61.
        var upper = Math.BigMul(a, b, out var lower);
        return Add(lower & Prime, (upper << 3) | (lower >> 61));
    }

    /// <summary>A power, the exponent being any integer; the base is not 0.</summary>
    public static ulong Power(ulong number, long exponent)
    {
        if (exponent == 1)
        {
            return number;
        }

        // Fermat: exponents count modulo the prime less 1.
        var left = exponent >= 0 ? (ulong)exponent : Prime - 1 - ((ulong)-exponent % (Prime - 1));
        var (result, square) = (1UL, number);
        for (; left > 0; left >>= 1)
        {
            result = (left & 1) != 0 ? Multiply(result, square) : result;
            square = Multiply(square, square);
        }

        return result;
    }
}
