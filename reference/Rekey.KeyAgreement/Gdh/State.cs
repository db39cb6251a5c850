using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Gdh;

/// <summary>What a member keeps of a committed run (GDH-01).</summary>
/// <param name="Keys">The partial keys of all members of the epoch; the controller is the last.</param>
/// <param name="Share">The member's own share.</param>
public sealed record GdhFoundation(ImmutableArray<PartialKey> Keys, CryptoValue Share) : Foundation
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Share.Fingerprint;
            foreach (var (member, value) in Keys)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, member.Fingerprint), value.Fingerprint);
            }

            return hash;
        }
    }
}

/// <summary>An open run of GDH.</summary>
public sealed record GdhAgreement : Agreement
{
    /// <summary>The members in the order of the list that the run will make; empty at a newcomer until the upflow tells it.</summary>
    public ImmutableArray<MemberId> List { get; init; } = [];

    /// <summary>The member's share in this run; null where it has not drawn one yet.</summary>
    public CryptoValue? Share { get; init; }

    /// <summary>At who sent an upflow: what U was before its share was in it.</summary>
    public CryptoValue? Below { get; init; }

    /// <summary>At who sent the upflow to the last newcomer: the U that it sent.</summary>
    public CryptoValue? Passed { get; init; }

    /// <summary>In a run of one component the controller's partial key, in one of several the U that is multicast; null where it is not known yet.</summary>
    public CryptoValue? Last { get; init; }

    /// <summary>At the last newcomer: the factored-out values, by place in the list; null where one has not come.</summary>
    public ImmutableArray<CryptoValue?> FactoredOut { get; init; } = [];

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = (ulong)List.Length;
            foreach (var member in List)
            {
                hash = Core.Fingerprint.Mix(hash, member.Fingerprint);
            }

            foreach (var value in (ReadOnlySpan<CryptoValue?>)[Share, Below, Passed, Last, .. FactoredOut])
            {
                hash = Core.Fingerprint.Mix(hash, value?.Fingerprint ?? 0);
            }

            return hash;
        }
    }
}
