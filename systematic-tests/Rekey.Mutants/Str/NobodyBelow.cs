using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>The sponsor is the leaf below the one that is gone; if that one was the lowest, there is none.</summary>
public sealed class NobodyBelow : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-nobody-below";

    /// <inheritdoc/>
    public override string Bug => "Where the lowest member is gone, nobody is the sponsor.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => KeptBy(setting) is { } kept && !PresentIn(setting).Contains(kept.Members[0])
        ? Advance.To(new StrAgreement(kept.Secret, ImmutableArray.CreateRange(new Chain?[setting.Lineup.Components.Length]), null))
        : base.Begin(setting, entropy);
}
