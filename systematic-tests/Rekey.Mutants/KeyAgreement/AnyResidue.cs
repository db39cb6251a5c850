using System.Numerics;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Mutants.KeyAgreement;

/// <summary>A group modulo p without the check that an element is in the subgroup of order q: every number from 2 to p - 1 counts.</summary>
/// <param name="right">The group with the check.</param>
public sealed class AnyResidue(ModPGroup right) : IPrimeOrderGroup
{
    /// <inheritdoc/>
    public string Name => right.Name;

    /// <inheritdoc/>
    public BigInteger Order => right.Order;

    /// <inheritdoc/>
    public GroupElement Generator { get; } = new Residue(ValueOf(right.Generator), right.EncodedLength);

    /// <inheritdoc/>
    public GroupElement Identity { get; } = new Residue(BigInteger.One, right.EncodedLength);

    /// <inheritdoc/>
    public int EncodedLength => right.EncodedLength;

    /// <inheritdoc/>
    public BigInteger RandomScalar(IEntropy entropy) => right.RandomScalar(entropy);

    /// <inheritdoc/>
    public GroupElement Exponentiate(GroupElement element, BigInteger scalar) =>
        Element(BigInteger.ModPow(ValueOf(element), ((scalar % Order) + Order) % Order, right.Modulus));

    /// <inheritdoc/>
    public GroupElement Multiply(GroupElement left, GroupElement other) => Element(ValueOf(left) * ValueOf(other) % right.Modulus);

    /// <inheritdoc/>
    public GroupElement Inverse(GroupElement element) => Element(BigInteger.ModPow(ValueOf(element), right.Modulus - 2, right.Modulus));

    /// <inheritdoc/>
    public BigInteger? IntegerOf(GroupElement element) => ValueOf(element);

    /// <inheritdoc/>
    public Bytes Encode(GroupElement element) => element.Encoded;

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> encoded, out GroupElement element, out ElementFault fault)
    {
        var isMember = right.TryDecode(encoded, out element, out fault);
        if (isMember || fault == ElementFault.NotInGroup)
        {
            (element, fault) = (Element(new BigInteger(encoded, isUnsigned: true, isBigEndian: true)), ElementFault.None);
        }

        return fault == ElementFault.None;
    }

    private GroupElement Element(BigInteger value) => new Residue(value, EncodedLength);

    private static BigInteger ValueOf(GroupElement element) => new(element.Encoded.Span, isUnsigned: true, isBigEndian: true);

    private sealed class Residue(BigInteger value, int length) : GroupElement
    {
        public override Bytes Encoded { get; } = new(new byte[length - value.GetByteCount(isUnsigned: true)].Concat(value.ToByteArray(isUnsigned: true, isBigEndian: true)).ToArray());

        public override bool IsIdentity => Encoded.Span[^1] == 1 && Encoded.Span[..^1].IndexOfAnyExcept((byte)0) < 0;
    }
}
