using System.Numerics;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>What the authentication service tells everybody of a member.</summary>
/// <param name="Signing">Verifies its signatures (ECDSA P-256).</param>
/// <param name="Channel">Seals to it (ECDH P-256).</param>
public sealed record PublicKeys(GroupElement Signing, GroupElement Channel);

/// <summary>A member's long-term keys: two pairs, so that no key serves two algorithms.</summary>
public sealed class LongTermKeys
{
    /// <summary>Makes the keys from their scalars.</summary>
    /// <exception cref="ArgumentException">A scalar outside 1..q-1.</exception>
    public LongTermKeys(MemberId member, BigInteger signingScalar, BigInteger channelScalar)
    {
        var group = P256Group.Instance;
        if (signingScalar < 1 || signingScalar >= group.Order || channelScalar < 1 || channelScalar >= group.Order)
        {
            throw new ArgumentException("a private scalar is in 1..q-1");
        }

        Member = member;
        SigningScalar = signingScalar;
        ChannelScalar = channelScalar;
        Public = new PublicKeys(group.Exponentiate(group.Generator, signingScalar), group.Exponentiate(group.Generator, channelScalar));
    }

    /// <summary>Whose keys they are.</summary>
    public MemberId Member { get; }

    /// <summary>The private signing key.</summary>
    public BigInteger SigningScalar { get; }

    /// <summary>The private key of the secure channel.</summary>
    public BigInteger ChannelScalar { get; }

    /// <summary>The public half.</summary>
    public PublicKeys Public { get; }

    /// <summary>Fresh keys for the owner of the entropy; two draws, the signing key first.</summary>
    public static LongTermKeys Generate(IEntropy entropy)
    {
        var signing = P256Group.Instance.RandomScalar(entropy);
        return new LongTermKeys(entropy.Owner, signing, P256Group.Instance.RandomScalar(entropy));
    }
}

/// <summary>
/// The authentication service of paper A, section 2: the public keys of all members, and the private ones of those for whom its holder
/// acts. Immutable.
/// </summary>
public sealed class KeyDirectory
{
    private readonly Dictionary<MemberId, PublicKeys> known = [];
    private readonly Dictionary<MemberId, LongTermKeys> own = [];

    /// <summary>Makes a directory.</summary>
    /// <param name="known">Public keys; later entries replace earlier ones.</param>
    /// <param name="own">Private keys; their public halves are known as well.</param>
    public KeyDirectory(IEnumerable<KeyValuePair<MemberId, PublicKeys>> known, IEnumerable<LongTermKeys> own)
    {
        foreach (var (member, keys) in known)
        {
            this.known[member] = keys;
        }

        foreach (var keys in own)
        {
            this.own[keys.Member] = keys;
            this.known[keys.Member] = keys.Public;
        }
    }

    /// <summary>
    /// A directory that acts for all members, every key a function of seed and name (entropy <c>long-term keys/</c>seed). For vectors.
    /// </summary>
    public static KeyDirectory ForVectors(string seed, IEnumerable<MemberId> members) =>
        new([], members.Select(m => LongTermKeys.Generate(new SeededEntropy($"long-term keys/{seed}", m))));

    /// <summary>The public keys of a member; null where the service does not know it.</summary>
    public PublicKeys? FindPublic(MemberId member) => known.GetValueOrDefault(member);

    /// <summary>The private keys of a member; null where the holder does not act for it.</summary>
    public LongTermKeys? FindPrivate(MemberId member) => own.GetValueOrDefault(member);

    /// <summary>A directory with the same public keys that acts only for some members: what a single process holds.</summary>
    public KeyDirectory ActingFor(params ReadOnlySpan<MemberId> members)
    {
        var kept = new List<LongTermKeys>();
        foreach (var member in members)
        {
            if (FindPrivate(member) is { } keys)
            {
                kept.Add(keys);
            }
        }

        return new KeyDirectory(known, kept);
    }
}
