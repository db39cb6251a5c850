using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>A sponsor says its old share again, and nobody looks.</summary>
public sealed class ShareKept : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-share-kept";

    /// <inheritdoc/>
    public override string Bug => "A sponsor keeps its share, and nobody notices.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence, Properties.Refinement];

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting) => WithoutSponsorsShare(setting);

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => base.Begin(setting, KeptBy(setting) is { } kept ? new SameShare(entropy, kept) : entropy);
}
