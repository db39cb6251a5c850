using System.Text;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// Suite 1: P-256, HKDF-SHA-256, AES-128-GCM, AES-128 key wrap, ECDSA P-256 by RFC 6979 (W-17). It is immutable and holds no key.
/// </summary>
/// <remarks>
/// Group keys have 32 bytes although AES-128 takes 16: a group key is never an AES key itself but the pseudorandom key of HKDF-Expand,
/// which wants a full hash (RFC 5869, section 2.3), so every use of it is a labelled derivation.
/// </remarks>
public sealed class ConcreteSuite : ICipherSuite
{
    /// <summary>The suite's number on the wire.</summary>
    public const byte SuiteNumber = 1;

    /// <summary>Length in bytes of a group key.</summary>
    public const int KeyLength = 32;

    /// <summary>Length in bytes of a key identifier.</summary>
    public const int KeyIdLength = 16;

    /// <summary>Length in bytes of a group key under another (RFC 3394).</summary>
    public const int WrappedKeyLength = KeyLength + KeyWrap.Overhead;

    /// <inheritdoc/>
    public byte Number => SuiteNumber;

    /// <summary>The Diffie-Hellman group.</summary>
    public IPrimeOrderGroup Group => P256Group.Instance;

    /// <inheritdoc/>
    public IKeyAgreementGroup Agreement { get; } = new ConcreteGroup(P256Group.Instance, SuiteNumber);

    /// <inheritdoc/>
    public CryptoValue NewKey(IEntropy entropy)
    {
        var key = new byte[KeyLength];
        entropy.Fill(key);
        return Bytes.Own(key);
    }

    /// <inheritdoc/>
    public CryptoValue KeyId(CryptoValue key) =>
        Bytes.Own(Hkdf.Expand(GroupKey(key), KeySchedule.Context(Number, KeySchedule.KeyIdLabel), KeyIdLength));

    /// <inheritdoc/>
    public CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender) => Bytes.Own(
        Hkdf.Expand(GroupKey(groupKey), KeySchedule.Context(Number, KeySchedule.TrafficLabel, NameBytes(sender)), AesGcm128.KeyLength));

    /// <inheritdoc/>
    public CryptoValue Wrap(CryptoValue wrappingKey, CryptoValue key) => WrapKey(wrappingKey, key);

    /// <inheritdoc/>
    public CryptoValue? Unwrap(CryptoValue wrappingKey, CryptoValue wrapped) => UnwrapKey(wrappingKey, (Bytes)wrapped);

    /// <summary>A key under a key: 40 bytes. The AES key is derived from <paramref name="wrappingKey"/> (label <c>key wrap</c>).</summary>
    public Bytes WrapKey(CryptoValue wrappingKey, CryptoValue key) => Bytes.Own(KeyWrap.Wrap(WrappingKey(wrappingKey), GroupKey(key)));

    /// <summary>The key that was wrapped; null where it does not authenticate under <paramref name="wrappingKey"/>. Total in <paramref name="wrapped"/>.</summary>
    public Bytes? UnwrapKey(CryptoValue wrappingKey, Bytes wrapped) =>
        wrapped.Length == WrappedKeyLength && KeyWrap.Unwrap(WrappingKey(wrappingKey), wrapped.Span) is { } key ? Bytes.Own(key) : null;

    /// <summary>
    /// The key of one message on the secure channel: HKDF over the x coordinate of the ECDH element, bound to all that both sides know
    /// (spec/wire/wire-format.md, section 5; W-13).
    /// </summary>
    /// <param name="shared">ephemeral^(recipient's scalar), equal to (recipient's public key)^(ephemeral scalar).</param>
    /// <param name="group">The group of processes.</param>
    /// <param name="sender">Who signs.</param>
    /// <param name="recipient">Who opens.</param>
    /// <param name="ephemeral">The sender's element for this one message.</param>
    /// <param name="channelKey">The recipient's static public channel key.</param>
    public static byte[] ChannelKey(
        GroupElement shared, GroupId group, MemberId sender, MemberId recipient, GroupElement ephemeral, GroupElement channelKey)
    {
        var context = KeySchedule.Context(
            SuiteNumber,
            KeySchedule.ChannelLabel,
            NameBytes(group),
            NameBytes(sender),
            NameBytes(recipient),
            ephemeral.Encoded.Span.ToArray(),
            channelKey.Encoded.Span.ToArray());
        return Hkdf.Expand(Hkdf.Extract([], P256Group.Instance.XCoordinate(shared).Span), context, AesGcm128.KeyLength);
    }

    /// <summary>A member's name as bytes of ASCII.</summary>
    public static byte[] NameBytes(MemberId member) => Encoding.ASCII.GetBytes(member.ToString());

    /// <summary>A group's name as bytes of ASCII.</summary>
    public static byte[] NameBytes(GroupId group) => Encoding.ASCII.GetBytes(group.Name);

    private byte[] WrappingKey(CryptoValue key) =>
        Hkdf.Expand(GroupKey(key), KeySchedule.Context(Number, KeySchedule.WrapLabel), KeyWrap.KeyLength);

    private static ReadOnlySpan<byte> GroupKey(CryptoValue value) => value is Bytes { Length: KeyLength } key
        ? key.Span
        : throw new SpecificationViolation($"a group key of suite {SuiteNumber} is a byte string of {KeyLength} bytes");
}
