namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// A product of powers of secret scalars, for example <c>r1 r2^-1</c>. Powers are integers other than 0; a negative one comes from taking
/// a share out again (GDH's factor-out). The empty product is 1.
/// </summary>
public sealed class Monomial : IEquatable<Monomial>
{
    private readonly (Term Scalar, int Power)[] factors;

    private Monomial((Term Scalar, int Power)[] factors)
    {
        this.factors = factors;
        var hash = 0UL;
        foreach (var (scalar, power) in factors)
        {
            hash += Core.Fingerprint.Mix(scalar.Fingerprint, (ulong)power);
        }

        Fingerprint = Core.Fingerprint.Mix(7, hash);
    }

    /// <summary>1.</summary>
    public static Monomial One { get; } = new([]);

    /// <summary>The factors, ascending by the scalars' place in their store.</summary>
    public IReadOnlyList<(Term Scalar, int Power)> Factors => factors;

    /// <summary>A hash that is the same in every process, whatever the order of factors.</summary>
    public ulong Fingerprint { get; }

    /// <summary>Times a power of a scalar.</summary>
    public Monomial Times(Term scalar, int power)
    {
        var at = 0;
        while (at < factors.Length && factors[at].Scalar.Id < scalar.Id)
        {
            at++;
        }

        if (at == factors.Length || factors[at].Scalar != scalar)
        {
            return power == 0 ? this : new Monomial([.. factors[..at], (scalar, power), .. factors[at..]]);
        }

        var sum = factors[at].Power + power;
        return new Monomial(sum == 0 ? [.. factors[..at], .. factors[(at + 1)..]] : [.. factors[..at], (scalar, sum), .. factors[(at + 1)..]]);
    }

    /// <inheritdoc/>
    public bool Equals(Monomial? other) => other is not null && Fingerprint == other.Fingerprint && factors.AsSpan().SequenceEqual(other.factors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Monomial);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>For example <c>n(m1,0)*n(m2,0)^-1</c>; <c>1</c> for the empty product.</summary>
    public override string ToString() =>
        factors.Length == 0 ? "1" : string.Join('*', factors.Select(static f => f.Power == 1 ? $"{f.Scalar}" : $"{f.Scalar}^{f.Power}"));
}
