using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Str;

/// <summary>What a member keeps of a chain (rule STR-10): all that it needs to take part in the next one, and nothing that can be had from it.</summary>
/// <param name="Members">The members from the bottom up.</param>
/// <param name="Shares">Their blinded shares.</param>
/// <param name="Secret">The member's own share; at the bottom also the key of its place.</param>
/// <param name="Below">The blinded key of the place below; null at the bottom.</param>
/// <param name="Keys">The keys from the member's place, or the second lowest if it is the lowest, to below the top.</param>
public sealed record StrFoundation(
    ImmutableArray<MemberId> Members, ImmutableArray<CryptoValue> Shares, CryptoValue Secret, CryptoValue? Below, ImmutableArray<CryptoValue> Keys) : Foundation
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Secret.Fingerprint, Below?.Fingerprint ?? 0);
            hash = Members.Aggregate(hash, static (h, m) => Core.Fingerprint.Mix(h, m.Fingerprint));
            return Hashes.Of(Hashes.Of(hash, Shares), Keys);
        }
    }

    /// <summary>The key of a place at or above the member's own.</summary>
    /// <param name="own">The member's place.</param>
    /// <param name="place">The place.</param>
    public CryptoValue KeyAt(int own, int place) => place == 0 ? Secret : Keys[place - Math.Max(own, 1)];
}

/// <summary>An open run of STR.</summary>
/// <param name="Secret">The member's share: a new one if it sponsors its component.</param>
/// <param name="Chains">The chains of the components, in the lineup's order; null where one has not come.</param>
/// <param name="Ahead">What a member below the sponsor has computed before the blinded keys came; null elsewhere.</param>
public sealed record StrAgreement(CryptoValue Secret, ImmutableArray<Chain?> Chains, Climb? Ahead) : Agreement
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            // What was computed ahead follows from the chains.
            var hash = Secret.Fingerprint;
            foreach (var chain in Chains)
            {
                hash = chain is null ? Core.Fingerprint.Mix(hash, 0) : Hashes.Of(Core.Fingerprint.Mix(hash, (ulong)chain.Sponsor + 1), chain.Shares);
            }

            return hash;
        }
    }
}

/// <summary>Hashes of lists.</summary>
internal static class Hashes
{
    public static ulong Of(ulong hash, ImmutableArray<CryptoValue> values)
    {
        foreach (var value in values)
        {
            hash = Fingerprint.Mix(hash, value.Fingerprint);
        }

        return Fingerprint.Mix(hash, (ulong)values.Length);
    }
}
