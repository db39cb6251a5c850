using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>
/// The sponsor of a leave keeps its share. Alone that gives nothing away to a leaver; but who came and went before it was in any key leaves the group key as
/// it was.
/// </summary>
public sealed class LeaveKeepsShare : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-leave-keeps-share";

    /// <inheritdoc/>
    public override string Bug => "The sponsor does not draw a new share in a new view of one component.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence, Properties.Refinement];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var isLeave = setting.Lineup.Components.Length == 1 && setting.Base!.Epoch.View != setting.View.Id;
        return base.Begin(setting, isLeave ? new SameDraw(entropy, ShareOf(setting)) : entropy);
    }

    private static uint ShareOf(Setting setting) => ((Term)((TgdhFoundation)setting.Base!.Foundation).Tree.PathOf(setting.Self)[0].Key!).Number;

    /// <summary>Draws one number again.</summary>
    private sealed class SameDraw(IEntropy inner, uint draw) : IEntropy
    {
        public MemberId Owner => inner.Owner;

        public uint Draws => inner.Draws;

        public uint NextDraw() => draw;

        public void Fill(Span<byte> destination) => inner.Fill(destination);
    }
}
