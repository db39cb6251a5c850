namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// The exponent P of a group element g^P: an integer combination of products of secret scalars. Multiplying elements adds exponents,
/// raising an element to a scalar multiplies its exponent (<see cref="ElementTable"/>).
/// </summary>
public sealed class Exponent
{
    private readonly (Monomial Monomial, long Factor)[] parts;

    internal Exponent(ReadOnlySpan<(Monomial Monomial, long Factor)> parts, ulong fingerprint) => (this.parts, Fingerprint) = (parts.ToArray(), fingerprint);

    /// <summary>The summands: products, and how often each counts; never 0 times. Ascending by the products' place in their table.</summary>
    public ReadOnlySpan<(Monomial Monomial, long Factor)> Parts => parts;

    /// <summary>Whether it is 0, the exponent of the identity.</summary>
    public bool IsZero => parts.Length == 0;

    /// <summary>A hash that is the same in every process, whatever the order of summands.</summary>
    public ulong Fingerprint { get; }

    /// <summary>For example <c>n(m1,0)*n(m2,0)+2*n(m1,0)</c>.</summary>
    public override string ToString() =>
        parts.Length == 0 ? "0" : string.Join('+', parts.Select(static p => p.Factor == 1 ? $"{p.Monomial}" : $"{p.Factor}*{p.Monomial}"));
}
