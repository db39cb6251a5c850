using System.Collections.Immutable;

namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// The exponent P of a group element g^P: an integer combination of products of secret scalars. Multiplying elements adds exponents,
/// raising an element to a scalar multiplies its exponent. Equal exponents compare equal, whatever way they came about.
/// </summary>
public sealed class Exponent : IEquatable<Exponent>
{
    private readonly ImmutableArray<(Monomial Monomial, long Factor)> parts;

    private Exponent(IEnumerable<KeyValuePair<Monomial, long>> sum)
    {
        parts = [.. sum.Where(static p => p.Value != 0).Select(static p => (p.Key, p.Value)).OrderBy(static p => p.Key.Fingerprint)];
        var hash = (ulong)parts.Length;
        foreach (var (monomial, factor) in parts)
        {
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, monomial.Fingerprint), (ulong)factor);
        }

        Fingerprint = hash;
    }

    /// <summary>0: the exponent of the identity.</summary>
    public static Exponent Zero { get; } = new([]);

    /// <summary>1: the exponent of the generator.</summary>
    public static Exponent One { get; } = new([new(Monomial.One, 1)]);

    /// <summary>The summands: products, and how often each counts; never 0 times.</summary>
    public ImmutableArray<(Monomial Monomial, long Factor)> Parts => parts;

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint { get; }

    /// <summary>This plus another one a number of times: the exponent of a * b^times.</summary>
    public Exponent Plus(Exponent other, long times = 1)
    {
        var sum = parts.ToDictionary(static p => p.Monomial, static p => p.Factor);
        foreach (var (monomial, factor) in other.parts)
        {
            sum[monomial] = checked(sum.GetValueOrDefault(monomial) + (factor * times));
        }

        return new Exponent(sum);
    }

    /// <summary>This times a power of a scalar: the exponent of an element raised to it.</summary>
    public Exponent Times(Term scalar, int power = 1) => new(parts.Select(p => KeyValuePair.Create(p.Monomial.Times(scalar, power), p.Factor)));

    /// <inheritdoc/>
    public bool Equals(Exponent? other) => other is not null && Fingerprint == other.Fingerprint && parts.AsSpan().SequenceEqual(other.parts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Exponent);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>For example <c>n(m1,0)*n(m2,0)+2*n(m1,0)</c>.</summary>
    public override string ToString() =>
        parts.Length == 0 ? "0" : string.Join('+', parts.Select(static p => p.Factor == 1 ? $"{p.Monomial}" : $"{p.Factor}*{p.Monomial}"));
}
