using System.Numerics;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Costs.Agreements;

/// <summary>
/// A stand-in for P-256 in which nothing is hard: the element g^x is written as x, modulo the same order and with the same length of encoding.
/// What members compute and send does not depend on the group, so counts and bytes are those of suite 1, and a large group is counted in no time.
/// </summary>
public sealed class TransparentGroup : IPrimeOrderGroup
{
    /// <summary>The one value; it is immutable.</summary>
    public static TransparentGroup Instance { get; } = new();

    /// <summary>Suite 1, with this group in the place of P-256.</summary>
    public static ConcreteSuite Suite { get; } = new(ConcreteSuite.Suite1.Number, Instance, AesGcm128.Instance, Hkdf.Sha256);

    /// <inheritdoc/>
    public string Name => "a stand-in for P-256";

    /// <inheritdoc/>
    public BigInteger Order => P256Group.Instance.Order;

    /// <inheritdoc/>
    public GroupElement Generator { get; } = new Logarithm(BigInteger.One);

    /// <inheritdoc/>
    public GroupElement Identity { get; } = new Logarithm(BigInteger.Zero);

    /// <inheritdoc/>
    public int EncodedLength => P256Group.Instance.EncodedLength;

    /// <inheritdoc/>
    public BigInteger RandomScalar(IEntropy entropy) => P256Group.Instance.RandomScalar(entropy);

    /// <inheritdoc/>
    public GroupElement Exponentiate(GroupElement element, BigInteger scalar) => Element(LogOf(element) * scalar);

    /// <inheritdoc/>
    public GroupElement Multiply(GroupElement left, GroupElement right) => Element(LogOf(left) + LogOf(right));

    /// <inheritdoc/>
    public GroupElement Inverse(GroupElement element) => Element(-LogOf(element));

    /// <inheritdoc/>
    public BigInteger? IntegerOf(GroupElement element) => null;

    /// <inheritdoc/>
    public Bytes Encode(GroupElement element) => element.Encoded;

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> encoded, out GroupElement element, out ElementFault fault) =>
        throw new SpecificationViolation("messages of counted runs are carried, not decoded");

    private static BigInteger LogOf(GroupElement element) => ((Logarithm)element).Value;

    private Logarithm Element(BigInteger exponent)
    {
        var reduced = exponent % Order;
        return new Logarithm(reduced.Sign < 0 ? reduced + Order : reduced);
    }

    private sealed class Logarithm(BigInteger value) : GroupElement
    {
        public BigInteger Value => value;

        public override Bytes Encoded => field ??= Encode(value);

        public override bool IsIdentity => value.IsZero;

        private static Bytes Encode(BigInteger value)
        {
            var bytes = new byte[P256Group.Instance.EncodedLength];
            var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            minimal.CopyTo(bytes.AsSpan(bytes.Length - minimal.Length));
            return new Bytes(bytes);
        }
    }
}
