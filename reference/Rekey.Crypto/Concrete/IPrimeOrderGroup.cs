using System.Numerics;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>Why bytes are no element of a group.</summary>
public enum ElementFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Another length than the group's elements have.</summary>
    WrongLength,

    /// <summary>A second spelling, or none: a prefix or coordinate that the one allowed encoding does not produce.</summary>
    NonCanonical,

    /// <summary>Not on the curve; or, for a mod-p group, not in the subgroup of the prime order.</summary>
    NotInGroup,

    /// <summary>The identity, which no honest member ever sends: it would force the agreed key.</summary>
    Identity,
}

/// <summary>An element of a group of prime order. Only the group that made it may compute with it.</summary>
public abstract class GroupElement : CryptoValue, IEquatable<GroupElement>
{
    /// <summary>The one encoding (<see cref="IPrimeOrderGroup.Encode"/>).</summary>
    public abstract Bytes Encoded { get; }

    /// <summary>Whether this is the identity.</summary>
    public abstract bool IsIdentity { get; }

    /// <inheritdoc/>
    public override ulong Fingerprint => Encoded.Fingerprint;

    /// <inheritdoc/>
    public bool Equals(GroupElement? other) => other is not null && GetType() == other.GetType() && Encoded.Equals(other.Encoded);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GroupElement);

    /// <inheritdoc/>
    public override int GetHashCode() => Encoded.GetHashCode();

    /// <summary>The encoding in hexadecimal digits.</summary>
    public override string ToString() => Encoded.ToString();
}

/// <summary>
/// A cyclic group of prime order, written multiplicatively as the papers write it, whether it is a curve or a subgroup modulo p.
/// </summary>
/// <remarks>This is a reference: no operation runs in constant time.</remarks>
public interface IPrimeOrderGroup
{
    /// <summary>The group's name, for example <c>P-256</c>.</summary>
    string Name { get; }

    /// <summary>The prime q, the number of elements.</summary>
    BigInteger Order { get; }

    /// <summary>The generator g.</summary>
    GroupElement Generator { get; }

    /// <summary>The neutral element. It may turn up in a calculation; it is never accepted from outside.</summary>
    GroupElement Identity { get; }

    /// <summary>Length in bytes of an encoded element other than the identity.</summary>
    int EncodedLength { get; }

    /// <summary>
    /// A random scalar in 1..q-1: 128 bits more than q has, reduced modulo q-1, plus 1 (FIPS 186-5, A.2.1). One draw of entropy;
    /// the bias is below 2^-128.
    /// </summary>
    BigInteger RandomScalar(IEntropy entropy);

    /// <summary>The element to the power of the scalar, which is taken modulo q and may be negative. A small exponent of either sign is cheap.</summary>
    GroupElement Exponentiate(GroupElement element, BigInteger scalar);

    /// <summary>The product.</summary>
    GroupElement Multiply(GroupElement left, GroupElement right);

    /// <summary>The inverse element.</summary>
    GroupElement Inverse(GroupElement element);

    /// <summary>The element as a number, in a group whose elements are integers; null in one whose elements are something else (W-22).</summary>
    BigInteger? IntegerOf(GroupElement element);

    /// <summary>The one encoding of an element. The identity has one too (for transcripts), which <see cref="TryDecode"/> refuses.</summary>
    Bytes Encode(GroupElement element);

    /// <summary>Reads an element; total. False where <paramref name="fault"/> says why not (rule W-14).</summary>
    bool TryDecode(ReadOnlySpan<byte> encoded, out GroupElement element, out ElementFault fault);
}
