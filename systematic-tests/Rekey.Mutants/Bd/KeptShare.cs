using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.Mutants.Bd;

/// <summary>What a member of BD should not have: something of its last run.</summary>
/// <param name="Share">Its share in that run.</param>
internal sealed record KeptShare(CryptoValue Share) : Foundation
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Share.Fingerprint;
}
