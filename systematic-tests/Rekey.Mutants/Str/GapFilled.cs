using Rekey.KeyAgreement.Runs;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>The place of who is gone stays, so that only the top of the chain is new: less work, but the leaver knows the key below the top.</summary>
public sealed class GapFilled : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-gap-filled";

    /// <inheritdoc/>
    public override string Bug => "Who is gone keeps its place in the chain, unless it was at the top.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting) =>
        setting.Lineup.Components.Length == 1 && KeptBy(setting) is { } kept && PresentIn(setting).Contains(kept.Members[^1]) ? With(setting, kept.Members) : setting;
}
