namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// A product of powers of secret scalars, for example <c>r1 r2^-1</c>. Powers are integers other than 0; a negative one comes from taking
/// a share out again (GDH's factor-out). The empty product is 1. Equal products of one store are one object.
/// </summary>
public sealed class Monomial
{
    private readonly (Term Scalar, int Power)[] factors;
    private Row? unit;

    internal Monomial(MonomialTable table, int index, ReadOnlySpan<(Term Scalar, int Power)> factors, ulong fingerprint)
    {
        (Table, Index, Fingerprint, this.factors) = (table, index, fingerprint, factors.ToArray());
        foreach (var (scalar, _) in factors)
        {
            Mask |= MaskOf(scalar);
        }
    }

    /// <summary>The factors, ascending by the scalars' place in their store.</summary>
    public ReadOnlySpan<(Term Scalar, int Power)> Factors => factors;

    /// <summary>A hash that is the same in every process, whatever the order of factors.</summary>
    public ulong Fingerprint { get; }

    /// <summary>The place in the table, from 0, which is 1's.</summary>
    internal int Index { get; }

    /// <summary>Where it was made.</summary>
    internal MonomialTable Table { get; }

    /// <summary>Bits that its scalars have: if it shares none with another mask, it shares no scalar.</summary>
    internal ulong Mask { get; }

    /// <summary>The vector with 1 in this column, and nothing else.</summary>
    internal Row Unit => unit ??= new Row([(this, 1)]);

    /// <summary>For example <c>n(m1,0)*n(m2,0)^-1</c>; <c>1</c> for the empty product.</summary>
    public override string ToString() =>
        factors.Length == 0 ? "1" : string.Join('*', factors.Select(static f => f.Power == 1 ? $"{f.Scalar}" : $"{f.Scalar}^{f.Power}"));

    /// <summary>The bit of a scalar, which others may share.</summary>
    internal static ulong MaskOf(Term scalar) => 1UL << (scalar.Id & 63);
}
