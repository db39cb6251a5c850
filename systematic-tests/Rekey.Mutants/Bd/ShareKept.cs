using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Bd;

/// <summary>A member keeps its share from run to run, so that a leave changes nothing but the ring.</summary>
public sealed class ShareKept : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-share-kept";

    /// <inheritdoc/>
    public override string Bug => "A member takes the same share into every run.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl, Properties.KeyIndependence];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => BdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => base.Begin(setting, new FirstDraw(entropy));

    /// <summary>Draws number 0 for ever.</summary>
    private sealed class FirstDraw(IEntropy inner) : IEntropy
    {
        public MemberId Owner => inner.Owner;

        public uint Draws => inner.Draws;

        public uint NextDraw()
        {
            if (inner.Draws == 0)
            {
                inner.NextDraw();
            }

            return 0;
        }

        public void Fill(Span<byte> destination) => inner.Fill(destination);
    }
}
