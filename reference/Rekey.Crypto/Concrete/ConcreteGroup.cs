using System.Numerics;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>A secret scalar: a number from 1 to q - 1.</summary>
/// <param name="value">The number.</param>
public sealed class Scalar(BigInteger value) : CryptoValue, IEquatable<Scalar>
{
    /// <summary>The number.</summary>
    public BigInteger Value { get; } = value;

    /// <inheritdoc/>
    public override ulong Fingerprint => new Bytes(Value.ToByteArray(isUnsigned: true, isBigEndian: true)).Fingerprint;

    /// <inheritdoc/>
    public bool Equals(Scalar? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scalar);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>The algebra of contributory key agreement over a real group (spec/wire/wire-format.md, section 9).</summary>
/// <param name="group">The group.</param>
/// <param name="suite">The suite's number, which binds what is derived to it.</param>
/// <param name="derivation">The suite's key derivation.</param>
public sealed class ConcreteGroup(IPrimeOrderGroup group, byte suite, Hkdf derivation) : IKeyAgreementGroup
{
    // 128 bits more than the order has, so that reducing leaves no bias that counts (FIPS 186-5, A.2.1).
    private readonly int wideLength = group.Order.GetByteCount(isUnsigned: true) + 16;

    /// <inheritdoc/>
    public CryptoValue Generator => group.Generator;

    /// <inheritdoc/>
    public CryptoValue NewScalar(IEntropy entropy) => new Scalar(group.RandomScalar(entropy));

    /// <inheritdoc/>
    public CryptoValue Raise(CryptoValue element, CryptoValue scalar) => group.Exponentiate((GroupElement)element, ((Scalar)scalar).Value);

    /// <inheritdoc/>
    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) =>
        group.Exponentiate((GroupElement)element, Inverse(scalar));

    /// <inheritdoc/>
    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) =>
        group.Exponentiate((GroupElement)element, ((Scalar)dividend).Value * Inverse(divisor) % group.Order);

    /// <inheritdoc/>
    public CryptoValue Power(CryptoValue element, int exponent) => group.Exponentiate((GroupElement)element, exponent);

    /// <inheritdoc/>
    public CryptoValue Multiply(CryptoValue left, CryptoValue right) => group.Multiply((GroupElement)left, (GroupElement)right);

    /// <inheritdoc/>
    public CryptoValue ScalarOf(CryptoValue element) =>
        new Scalar(group.IntegerOf((GroupElement)element) is { } integer ? Reduced(integer) : Hashed(element)); // W-22

    /// <inheritdoc/>
    public CryptoValue KeyOf(CryptoValue element) => Bytes.Own(Derive(element, KeySchedule.AgreedLabel, ConcreteSuite.KeyLength));

    /// <inheritdoc/>
    public bool IsIdentity(CryptoValue element) => ((GroupElement)element).IsIdentity;

    private BigInteger Inverse(CryptoValue scalar) => BcNumber.Inverse(((Scalar)scalar).Value, group.Order);

    private BigInteger Reduced(BigInteger integer) => BigInteger.Max(integer % group.Order, BigInteger.One);

    private BigInteger Hashed(CryptoValue element) =>
        (new BigInteger(Derive(element, KeySchedule.ScalarLabel, wideLength), isUnsigned: true, isBigEndian: true) % (group.Order - 1)) + 1;

    private byte[] Derive(CryptoValue element, string label, int length) =>
        derivation.Expand(derivation.Extract([], group.Encode((GroupElement)element).Span), KeySchedule.Context(suite, label), length);
}
