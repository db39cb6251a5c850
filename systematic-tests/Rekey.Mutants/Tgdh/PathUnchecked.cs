using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;

namespace Rekey.Mutants.Tgdh;

/// <summary>A member believes announced blinded keys of nodes on its own path. The acks name the wrong key that others then compute.</summary>
public sealed class PathUnchecked : AgreementMutant
{
    private static readonly KeyAgreementProtocol Wrong = new Believing();

    /// <inheritdoc/>
    public override string Name => "tgdh-path-unchecked";

    /// <inheritdoc/>
    public override string Bug => "A member of TGDH does not compare announced blinded keys with the keys of its own path.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => Wrong;

    private sealed class Believing : TgdhProtocol
    {
        protected override bool Agree(CryptoValue computed, CryptoValue announced) => true;
    }
}
