using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>Of several leavers the leaf of the first one stays in the tree.</summary>
public sealed class LeafKept : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-leaf-kept";

    /// <inheritdoc/>
    public override string Bug => "If two or more are gone at once, the leaf of the first one is not removed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy, Properties.KeyIndependence];

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => base.Begin(Kept(setting), entropy);

    private static Setting Kept(Setting setting)
    {
        var own = setting.Lineup.ComponentOf(setting.Self)!;
        var gone = setting.Base?.Members.Except(own.Members).ToList();
        return gone is null or { Count: < 2 }
            ? setting
            : setting with { Lineup = new Lineup(setting.Lineup.Components.Replace(own, own with { Members = [.. own.Members.Append(gone[0]).Order()] })) };
    }
}
