using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Bd;

/// <summary>A member still has its share when the run is over, though it never uses it again. With what was sent, that is the key.</summary>
public sealed class ShareRemembered : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-share-remembered";

    /// <inheritdoc/>
    public override string Bug => "A member still has its share when the run is over.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ErasureSecrecy, Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,join=1,expose=1,depth=1";

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => BdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) =>
        WithFoundation(base.Take(setting, open, message, entropy), static (run, _) => new KeptShare(((BdAgreement)run).Share));
}
