using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Bd;

/// <summary>In a refresh all but the leader take the share of the run before. The leader's new one makes a new key, and nobody notices; but who once saw the share of another computes it.</summary>
public sealed class RefreshReusesShare : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-refresh-reuses-share";

    /// <inheritdoc/>
    public override string Bug => "In a refresh all but the leader take the share of the run before.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PostCompromiseSecurity, Properties.WeakPostCompromiseSecurity];

    /// <inheritdoc/>
    public override string Faults => "refresh=2,expose=1";

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => BdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => base.Begin(
        setting,
        setting.Base is { Foundation: KeptShare kept } old && old.Epoch.View == setting.View.Id && setting.View.Leader != setting.Self
            ? new SameShare(entropy, ((Term)kept.Share).Number)
            : entropy);

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) =>
        WithFoundation(base.Take(setting, open, message, entropy), static (run, _) => new KeptShare(((BdAgreement)run).Share));

    /// <summary>Draws one number again.</summary>
    private sealed class SameShare(IEntropy inner, uint draw) : IEntropy
    {
        public MemberId Owner => inner.Owner;

        public uint Draws => inner.Draws;

        public uint NextDraw() => draw;

        public void Fill(Span<byte> destination) => inner.Fill(destination);
    }
}
