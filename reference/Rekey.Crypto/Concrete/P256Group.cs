using System.Numerics;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// NIST P-256, also secp256r1 (SEC 2, section 2.4.2; FIPS 186-5). Elements are points, encoded compressed: 02 or 03 and the x
/// coordinate, 33 bytes (SEC 1, section 2.3.3). The cofactor is 1: every point of the curve but the identity has the prime order.
/// </summary>
public sealed class P256Group : IPrimeOrderGroup
{
    /// <summary>Length in bytes of a coordinate and of a scalar.</summary>
    public const int ScalarLength = 32;

    private const int PointLength = 1 + ScalarLength;

    private readonly X9ECParameters parameters = CustomNamedCurves.GetByName("secp256r1");

    private P256Group()
    {
        Domain = new ECDomainParameters(parameters.Curve, parameters.G, parameters.N, parameters.H);
        Order = BcNumber.From(parameters.N);
        Generator = new Point(parameters.G);
        Identity = new Point(parameters.Curve.Infinity);
    }

    /// <summary>The one value; it is immutable.</summary>
    public static P256Group Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "P-256";

    /// <inheritdoc/>
    public BigInteger Order { get; }

    /// <inheritdoc/>
    public GroupElement Generator { get; }

    /// <inheritdoc/>
    public GroupElement Identity { get; }

    /// <inheritdoc/>
    public int EncodedLength => PointLength;

    /// <summary>The domain parameters, for BouncyCastle's signer.</summary>
    internal ECDomainParameters Domain { get; }

    /// <inheritdoc/>
    public BigInteger RandomScalar(IEntropy entropy)
    {
        Span<byte> wide = stackalloc byte[ScalarLength + 16];
        entropy.Fill(wide);
        return (new BigInteger(wide, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
    }

    /// <inheritdoc/>
    public GroupElement Exponentiate(GroupElement element, BigInteger scalar)
    {
        // The sign apart: -3 as q - 3 would be a ladder of 256 bits.
        var power = PointOf(element).Multiply(BcNumber.Of(BigInteger.Abs(scalar) % Order));
        return new Point(scalar.Sign < 0 ? power.Negate() : power);
    }

    /// <inheritdoc/>
    public GroupElement Multiply(GroupElement left, GroupElement right) => new Point(PointOf(left).Add(PointOf(right)));

    /// <inheritdoc/>
    public GroupElement Inverse(GroupElement element) => new Point(PointOf(element).Negate());

    /// <summary>Null: elements are points.</summary>
    public BigInteger? IntegerOf(GroupElement element) => null;

    /// <inheritdoc/>
    public Bytes Encode(GroupElement element) => element.Encoded;

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> encoded, out GroupElement element, out ElementFault fault)
    {
        element = Identity;
        fault = Decode(encoded, ref element);
        return fault == ElementFault.None;
    }

    /// <summary>The x coordinate, 32 bytes: what ECDH calls the shared secret (SEC 1, section 3.3.1; RFC 7518, section 4.6).</summary>
    /// <exception cref="SpecificationViolation">The identity, which has none.</exception>
    public Bytes XCoordinate(GroupElement element) => element.IsIdentity
        ? throw new SpecificationViolation("the identity has no x coordinate")
        : new Bytes(element.Encoded.Span[1..]);

    /// <summary>The scalar as 32 bytes, most significant first.</summary>
    internal static byte[] ScalarBytes(BigInteger scalar)
    {
        var bytes = new byte[ScalarLength];
        var minimal = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes.AsSpan(ScalarLength - minimal.Length));
        return bytes;
    }

    internal static ECPoint PointOf(GroupElement element) => element is Point point
        ? point.Value
        : throw new SpecificationViolation($"{element.GetType().Name} is no element of P-256");

    private ElementFault Decode(ReadOnlySpan<byte> encoded, ref GroupElement element)
    {
        if (encoded is [0])
        {
            return ElementFault.Identity;
        }

        if (encoded.Length != PointLength)
        {
            return ElementFault.WrongLength;
        }

        var x = new BigInteger(encoded[1..], isUnsigned: true, isBigEndian: true);
        if (encoded[0] is not (2 or 3) || x >= BcNumber.From(parameters.Curve.Field.Characteristic))
        {
            return ElementFault.NonCanonical;
        }

        // y^2 = x^3 + ax + b; there is no y = 0 on this curve, for its order is odd.
        var curve = parameters.Curve;
        var field = curve.FromBigInteger(BcNumber.Of(x));
        var y = field.Square().Add(curve.A).Multiply(field).Add(curve.B).Sqrt();
        if (y is null)
        {
            return ElementFault.NotInGroup;
        }

        if (y.TestBitZero() != (encoded[0] == 3))
        {
            y = y.Negate();
        }

        element = new Point(curve.CreatePoint(field.ToBigInteger(), y.ToBigInteger()));
        return ElementFault.None;
    }

    private sealed class Point(ECPoint value) : GroupElement
    {
        // In projective coordinates as calculation leaves it: to normalise takes an inversion, and products of many need it once.
        public ECPoint Value { get; } = value;

        public override Bytes Encoded => field ??= Bytes.Own(Value.Normalize().GetEncoded(true));

        public override bool IsIdentity => Value.IsInfinity;
    }
}
