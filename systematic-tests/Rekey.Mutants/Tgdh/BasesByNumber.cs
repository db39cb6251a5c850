using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>Bases are told apart by the numbers of their views, so that two components that were keyed apart count as one.</summary>
public sealed class BasesByNumber : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-bases-by-number";

    /// <inheritdoc/>
    public override string Bug => "Members whose last views had one number count as one component, whoever proposed these views.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    public override string Faults => "partition=1,merge=1,depth=1";

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => base.Begin(Seen(setting), entropy);

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Rekey.Wire.Message message, IEntropy entropy) => base.Take(Seen(setting), open, message, entropy);

    private static Setting Seen(Setting setting) => setting with
    {
        Lineup = new Lineup([.. setting.Lineup.Components
            .GroupBy(static c => c.Base is { } known ? (known.View.Counter, known.Run, 0) : (0, 0, c.Members[0].GetHashCode()))
            .Select(static g => g.First() with { Members = g.SelectMany(static c => c.Members).Order().ToImmutableArray() })]),
    };
}
