using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Bd;

/// <summary>Nothing is kept (BD-01).</summary>
public sealed record BdFoundation : Foundation
{
    /// <summary>The one value.</summary>
    public static readonly BdFoundation Nothing = new();

    /// <inheritdoc/>
    public override ulong Fingerprint => 0;
}

/// <summary>An open run of BD.</summary>
/// <param name="Share">The member's secret r.</param>
/// <param name="Z">Blinded shares by place in the ring; null where one has not come.</param>
/// <param name="X">Quotients by place in the ring; null where one has not come.</param>
public sealed record BdAgreement(CryptoValue Share, ImmutableArray<CryptoValue?> Z, ImmutableArray<CryptoValue?> X) : Agreement
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Share.Fingerprint;
            foreach (var value in Z)
            {
                hash = Core.Fingerprint.Mix(hash, value?.Fingerprint ?? 0);
            }

            foreach (var value in X)
            {
                hash = Core.Fingerprint.Mix(hash, value?.Fingerprint ?? 0);
            }

            return hash;
        }
    }
}
