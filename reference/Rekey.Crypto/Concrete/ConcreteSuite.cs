using System.Text;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// A suite over bytes, put together from its parts (W-17). It is immutable and holds no key. Signatures (ECDSA P-256 by RFC 6979), the element of
/// the secure channel (P-256) and AES-128 key wrap are the same in all suites.
/// </summary>
/// <remarks>
/// Group keys have 32 bytes whatever the cipher takes: a group key is never a cipher's key itself but the pseudorandom key of HKDF-Expand,
/// which wants a full hash (RFC 5869, section 2.3), so every use of it is a labelled derivation.
/// </remarks>
public sealed class ConcreteSuite : ICipherSuite
{
    /// <summary>Length in bytes of a group key.</summary>
    public const int KeyLength = 32;

    /// <summary>Length in bytes of a key identifier.</summary>
    public const int KeyIdLength = 16;

    /// <summary>Length in bytes of a group key under another (RFC 3394).</summary>
    public const int WrappedKeyLength = KeyLength + KeyWrap.Overhead;

    private static readonly Lazy<ConcreteSuite> LazySuite2 = new(static () =>
        new ConcreteSuite(2, ModPGroup.Ffdhe2048, ChaCha20Poly1305Cipher.Instance, Hkdf.Sha256));

    private static readonly Lazy<ConcreteSuite> LazySuite3 = new(static () => Historic(ModPGroup.Oakley2));

    /// <summary>Puts a suite together.</summary>
    /// <param name="number">Its number on the wire, from 1.</param>
    /// <param name="group">The group of key agreement.</param>
    /// <param name="cipher">The cipher of group data and of the secure channel.</param>
    /// <param name="derivation">Key derivation, with the suite's hash.</param>
    /// <exception cref="ArgumentException">Number 0, which is the symbolic suite's.</exception>
    public ConcreteSuite(byte number, IPrimeOrderGroup group, AuthenticatedCipher cipher, Hkdf derivation)
    {
        if (number == 0)
        {
            throw new ArgumentException("suite 0 has no wire", nameof(number));
        }

        (Number, Group, Cipher, Derivation) = (number, group, cipher, derivation);
        Agreement = new ConcreteGroup(group, number, derivation);
    }

    /// <summary>Suite 1: P-256, AES-128-GCM, HKDF-SHA-256.</summary>
    public static ConcreteSuite Suite1 { get; } = new(1, P256Group.Instance, AesGcm128.Instance, Hkdf.Sha256);

    /// <summary>Suite 2: ffdhe2048, ChaCha20-Poly1305, HKDF-SHA-256. The first use takes a second or two, which check the group.</summary>
    public static ConcreteSuite Suite2 => LazySuite2.Value;

    /// <summary>
    /// Suite 3, historic, for reproduction of paper B only: the Second Oakley Group of 1,024 bits, Blowfish-CBC with HMAC-SHA-1, HKDF-SHA-1.
    /// </summary>
    public static ConcreteSuite Suite3 => LazySuite3.Value;

    /// <summary>Suite 3 over another group modulo p, on which all members have agreed: no message names it. Historic.</summary>
    public static ConcreteSuite Historic(ModPGroup group) => new(3, group, BlowfishCbcHmacSha1.Instance, Hkdf.Sha1);

    /// <inheritdoc/>
    public byte Number { get; }

    /// <summary>The group of key agreement.</summary>
    public IPrimeOrderGroup Group { get; }

    /// <summary>The cipher of group data and of the secure channel.</summary>
    public AuthenticatedCipher Cipher { get; }

    /// <summary>Key derivation.</summary>
    public Hkdf Derivation { get; }

    /// <inheritdoc/>
    public IKeyAgreementGroup Agreement { get; }

    /// <inheritdoc/>
    public CryptoValue NewKey(IEntropy entropy)
    {
        var key = new byte[KeyLength];
        entropy.Fill(key);
        return Bytes.Own(key);
    }

    /// <inheritdoc/>
    public CryptoValue KeyId(CryptoValue key) =>
        Bytes.Own(Derivation.Expand(GroupKey(key), KeySchedule.Context(Number, KeySchedule.KeyIdLabel), KeyIdLength));

    /// <inheritdoc/>
    public CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender) => Bytes.Own(
        Derivation.Expand(GroupKey(groupKey), KeySchedule.Context(Number, KeySchedule.TrafficLabel, NameBytes(sender)), Cipher.KeyLength));

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
    public byte[] ChannelKey(
        GroupElement shared, GroupId group, MemberId sender, MemberId recipient, GroupElement ephemeral, GroupElement channelKey)
    {
        var context = KeySchedule.Context(
            Number,
            KeySchedule.ChannelLabel,
            NameBytes(group),
            NameBytes(sender),
            NameBytes(recipient),
            ephemeral.Encoded.Span.ToArray(),
            channelKey.Encoded.Span.ToArray());
        return Derivation.Expand(Derivation.Extract([], P256Group.Instance.XCoordinate(shared).Span), context, Cipher.KeyLength);
    }

    /// <summary>A member's name as bytes of ASCII.</summary>
    public static byte[] NameBytes(MemberId member) => Encoding.ASCII.GetBytes(member.ToString());

    /// <summary>A group's name as bytes of ASCII.</summary>
    public static byte[] NameBytes(GroupId group) => Encoding.ASCII.GetBytes(group.Name);

    private byte[] WrappingKey(CryptoValue key) =>
        Derivation.Expand(GroupKey(key), KeySchedule.Context(Number, KeySchedule.WrapLabel), KeyWrap.KeyLength);

    private static ReadOnlySpan<byte> GroupKey(CryptoValue value) => value is Bytes { Length: KeyLength } key
        ? key.Span
        : throw new SpecificationViolation($"a group key is a byte string of {KeyLength} bytes");
}
