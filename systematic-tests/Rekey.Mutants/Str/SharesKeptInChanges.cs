using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>Members come and go without a new share: whoever joins and leaves at once leaves the group with the key that it had before. One of the two would do.</summary>
public sealed class SharesKeptInChanges : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-shares-kept-in-changes";

    /// <inheritdoc/>
    public override string Bug => "No sponsor draws a new share when members come or go, but only in a refresh.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence, Properties.Refinement];

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting) => IsChange(setting) ? WithoutSponsorsShare(setting) : setting;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) =>
        base.Begin(setting, IsChange(setting) && KeptBy(setting) is { } kept ? new SameShare(entropy, kept) : entropy);

    private static bool IsChange(Setting setting) => setting.Lineup.Components.Length > 1 || KeptBy(setting)?.Members.Length > setting.View.Members.Length;
}
