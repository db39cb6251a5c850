using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Ckd;

/// <summary>A member's place in the list, as some member knows it.</summary>
/// <param name="Member">The member.</param>
/// <param name="Scalar">What it shares with the controller; null for the controller itself, and where the one who keeps this does not know it.</param>
public readonly record struct Place(MemberId Member, CryptoValue? Scalar);

/// <summary>What a member keeps of a committed run (CKD-01): the controller all shared scalars, and everybody else its own.</summary>
/// <param name="List">The members of the epoch, oldest first.</param>
/// <param name="A">The controller's g^a.</param>
/// <param name="Secret">The controller's a; null at everybody else.</param>
public sealed record CkdFoundation(ImmutableArray<Place> List, CryptoValue A, CryptoValue? Secret) : Foundation
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Places.FingerprintOf(List, Core.Fingerprint.Mix(A.Fingerprint, Secret?.Fingerprint ?? 0));
}

/// <summary>An open run of CKD.</summary>
public sealed record CkdAgreement : Agreement
{
    /// <summary>The members in the order of the list that the run will make; empty at a newcomer until the controller tells it.</summary>
    public ImmutableArray<Place> List { get; init; } = [];

    /// <summary>The controller's g^a; null where it is not known yet.</summary>
    public CryptoValue? A { get; init; }

    /// <summary>At the controller: a.</summary>
    public CryptoValue? Secret { get; init; }

    /// <summary>Whether the controller's g^a is still to come.</summary>
    public bool AwaitsOffer { get; init; }

    /// <inheritdoc/>
    public override ulong Fingerprint =>
        Places.FingerprintOf(List, Core.Fingerprint.Mix(A?.Fingerprint ?? 0, Core.Fingerprint.Mix(Secret?.Fingerprint ?? 0, AwaitsOffer ? 1UL : 0)));
}

/// <summary>Hashing of lists.</summary>
internal static class Places
{
    public static ulong FingerprintOf(ImmutableArray<Place> list, ulong hash)
    {
        foreach (var (member, scalar) in list)
        {
            hash = Fingerprint.Mix(Fingerprint.Mix(hash, member.Fingerprint), scalar?.Fingerprint ?? 0);
        }

        return hash;
    }
}
