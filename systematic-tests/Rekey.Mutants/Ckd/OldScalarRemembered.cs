using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Ckd;

/// <summary>A member keeps the scalar that it shared with a controller that is gone, as if it were the new one's.</summary>
public sealed class OldScalarRemembered : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-old-scalar-remembered";

    /// <inheritdoc/>
    public override string Bug => "A member keeps the scalar that it shared with a controller that is gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=2,join=1,expose=1,depth=1";

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var advance = base.Take(setting, open, message, entropy);
        return ScalarOf(setting.Base?.Foundation, setting.Self) is { } old
            ? WithFoundation(advance, (_, made) => made is CkdFoundation now && ScalarOf(now, setting.Self) != old ? now with { List = now.List.SetItem(0, now.List[0] with { Scalar = old }) } : made)
            : advance;
    }

    private static CryptoValue? ScalarOf(Foundation? kept, MemberId member) =>
        kept is CkdFoundation foundation ? foundation.List.FirstOrDefault(p => p.Member == member).Scalar : null;
}
