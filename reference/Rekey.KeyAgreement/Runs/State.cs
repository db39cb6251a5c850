using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;
using Rekey.Spec.Shared;

namespace Rekey.KeyAgreement.Runs;

/// <summary>The epoch that a member committed last; null for a newcomer .</summary>
/// <param name="Base">The epoch.</param>
public sealed record ToldEpoch(Epoch? Base) : Told
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Base?.Fingerprint ?? 1;
}

/// <summary>A run that is open at a member.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Lineup">Who takes part.</param>
/// <param name="Agreement">How far it is.</param>
public sealed record AgreementRun(Epoch Epoch, Lineup Lineup, Agreement Agreement) : OpenRun(Epoch)
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Epoch.Fingerprint, Agreement.Fingerprint);

    /// <inheritdoc/>
    public override CryptoValue? GroupKey(ICipherSuite suite) => Agreement.Result is { } result ? suite.Agreement.KeyOf(result.Element) : null;

    /// <inheritdoc/>
    public override bool IsComplete(MemberId self) => Agreement.Result is not null;
}

/// <summary>A member's state in the key agreements.</summary>
public sealed record AgreementMember : RunMember<Base, AgreementRun>
{
    /// <inheritdoc/>
    public override RunState State => (RunState)Control;

    /// <summary>What it committed last, in this view or an earlier one; null for a newcomer.</summary>
    public Base? Base => Kept;
}
