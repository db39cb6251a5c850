using System.Numerics;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// The Jacobi symbol (a/n). For a prime n it is Legendre's: 1 for the squares modulo n, -1 for the rest, 0 for multiples of n. It costs about as
/// much as a greatest common divisor, far less than the exponentiation of Euler's criterion.
/// </summary>
public static class JacobiSymbol
{
    /// <summary>The symbol: -1, 0 or 1 (A. Menezes et al., <i>Handbook of Applied Cryptography</i>, algorithm 2.149).</summary>
    /// <param name="a">Any integer.</param>
    /// <param name="n">An odd number above 0.</param>
    /// <exception cref="ArgumentException">Another <paramref name="n"/>.</exception>
    public static int Of(BigInteger a, BigInteger n)
    {
        if (n.Sign <= 0 || n.IsEven)
        {
            throw new ArgumentException("the lower number of a Jacobi symbol is odd and above 0", nameof(n));
        }

        var symbol = 1;
        a = ((a % n) + n) % n;
        while (!a.IsZero)
        {
            // (2/n) is -1 for n = 3 or 5 modulo 8, and 1 otherwise; only an odd number of twos counts.
            var twos = (int)BigInteger.TrailingZeroCount(a);
            a >>= twos;
            if ((twos & 1) == 1 && LowBits(n, 7) is 3 or 5)
            {
                symbol = -symbol;
            }

            // Quadratic reciprocity: (a/n) = (n/a), but for a sign where both are 3 modulo 4. Then n is reduced modulo a.
            if (LowBits(a, 3) == 3 && LowBits(n, 3) == 3)
            {
                symbol = -symbol;
            }

            (a, n) = (n % a, a);
        }

        return n.IsOne ? symbol : 0;
    }

    private static int LowBits(BigInteger number, int mask) => (int)(uint)(number & mask);
}
