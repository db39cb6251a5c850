using System.Numerics;
using Org.BouncyCastle.Crypto.Agreement;
using Rekey.Core;

using BcInteger = Org.BouncyCastle.Math.BigInteger;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// The subgroup of prime order q of the integers modulo a prime p. Elements are encoded as numbers of as many bytes as p has, most
/// significant first.
/// </summary>
public sealed class ModPGroup : IPrimeOrderGroup
{
    // The error of one round of Miller and Rabin's test is at most 1/4 (FIPS 186-5, B.3): 2^-128 in all.
    private const int Certainty = 128;

    // Checking parameters takes a second or two, which only those pay who use the group.
    private static readonly Lazy<ModPGroup> LazyFfdhe2048 = new(static () => SafePrime("ffdhe2048", DHStandardGroups.rfc7919_ffdhe2048.P));
    private static readonly Lazy<ModPGroup> LazyOakley2 = new(static () => SafePrime("Oakley 2", DHStandardGroups.rfc2409_1024.P));

    private readonly BcInteger modulus;
    private readonly bool isSafePrime;

    /// <summary>Makes a group from its parameters, after checking them.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="p">The modulus: a prime.</param>
    /// <param name="q">The order: a prime that divides p - 1.</param>
    /// <param name="g">The generator: an element of order q.</param>
    /// <exception cref="ArgumentException">The parameters are no such group; the message says which one is wrong.</exception>
    public ModPGroup(string name, BigInteger p, BigInteger q, BigInteger g)
    {
        Require(p > 3 && IsPrime(p), nameof(p), "a prime above 3");
        Require(q > 1 && IsPrime(q) && (p - 1) % q == 0, nameof(q), "a prime that divides p - 1");
        Require(g > 1 && g < p && BigInteger.ModPow(g, q, p).IsOne, nameof(g), "an element of order q, above 1 and below p");
        (Name, Modulus, Order) = (name, p, q);
        modulus = BcNumber.Of(p);
        isSafePrime = (p - 1) / q == 2;
        EncodedLength = p.GetByteCount(isUnsigned: true);
        Generator = new Residue(g, EncodedLength);
        Identity = new Residue(BigInteger.One, EncodedLength);
    }

    /// <summary>The group ffdhe2048 of RFC 7919, appendix A.1: a safe prime of 2,048 bits, q = (p - 1) / 2, g = 2.</summary>
    public static ModPGroup Ffdhe2048 => LazyFfdhe2048.Value;

    /// <summary>
    /// The Second Oakley Group (RFC 2409, section 6.2): a safe prime of 1,024 bits, q = (p - 1) / 2, g = 2. Historic: of paper B's generation,
    /// and too short today.
    /// </summary>
    public static ModPGroup Oakley2 => LazyOakley2.Value;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The prime p.</summary>
    public BigInteger Modulus { get; }

    /// <inheritdoc/>
    public BigInteger Order { get; }

    /// <inheritdoc/>
    public GroupElement Generator { get; }

    /// <inheritdoc/>
    public GroupElement Identity { get; }

    /// <inheritdoc/>
    public int EncodedLength { get; }

    /// <inheritdoc/>
    public BigInteger RandomScalar(IEntropy entropy)
    {
        var wide = new byte[Order.GetByteCount(isUnsigned: true) + 16];
        entropy.Fill(wide);
        return (new BigInteger(wide, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
    }

    /// <inheritdoc/>
    public GroupElement Exponentiate(GroupElement element, BigInteger scalar)
    {
        var power = new Residue(PowerOf(ValueOf(element), BigInteger.Abs(scalar) % Order), EncodedLength);
        return scalar.Sign < 0 ? Inverse(power) : power;
    }

    /// <inheritdoc/>
    public GroupElement Multiply(GroupElement left, GroupElement right) => new Residue(ValueOf(left) * ValueOf(right) % Modulus, EncodedLength);

    /// <inheritdoc/>
    public GroupElement Inverse(GroupElement element) => new Residue(BcNumber.Inverse(ValueOf(element), Modulus), EncodedLength);

    /// <inheritdoc/>
    public BigInteger? IntegerOf(GroupElement element) => ValueOf(element);

    /// <inheritdoc/>
    public Bytes Encode(GroupElement element) => element.Encoded;

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> encoded, out GroupElement element, out ElementFault fault)
    {
        element = Identity;
        var value = new BigInteger(encoded.Length <= EncodedLength ? encoded : [], isUnsigned: true, isBigEndian: true);
        fault = encoded.Length != EncodedLength ? ElementFault.WrongLength
            : value >= Modulus ? ElementFault.NonCanonical
            : value.IsOne ? ElementFault.Identity
            : value.IsZero || !IsMember(value) ? ElementFault.NotInGroup
            : ElementFault.None;
        element = fault == ElementFault.None ? new Residue(value, EncodedLength) : Identity;
        return fault == ElementFault.None;
    }

    private static ModPGroup SafePrime(string name, BcInteger p)
    {
        var modulus = BcNumber.From(p);
        return new ModPGroup(name, modulus, (modulus - 1) / 2, 2);
    }

    // Where p is a safe prime, the subgroup of order q is that of the squares.
    private bool IsMember(BigInteger value) => isSafePrime ? JacobiSymbol.Of(value, Modulus) == 1 : PowerOf(value, Order).IsOne;

    private BigInteger PowerOf(BigInteger value, BigInteger exponent) => BcNumber.From(BcNumber.Of(value).ModPow(BcNumber.Of(exponent), modulus));

    private static bool IsPrime(BigInteger number) => BcNumber.Of(number).IsProbablePrime(Certainty);

    private static void Require(bool condition, string parameter, string expected)
    {
        if (!condition)
        {
            throw new ArgumentException($"{parameter} must be {expected}", parameter);
        }
    }

    private BigInteger ValueOf(GroupElement element) => element is Residue residue && residue.Encoded.Length == EncodedLength
        ? residue.Value
        : throw new SpecificationViolation($"{element.GetType().Name} is no element of {Name}");

    private sealed class Residue(BigInteger value, int length) : GroupElement
    {
        private readonly Bytes encoded = Encoding(value, length);

        public BigInteger Value { get; } = value;

        public override Bytes Encoded => encoded;

        public override bool IsIdentity => Value.IsOne;

        private static Bytes Encoding(BigInteger value, int length)
        {
            var bytes = new byte[length];
            var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            minimal.CopyTo(bytes.AsSpan(length - minimal.Length));
            return Bytes.Own(bytes);
        }
    }
}
