using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>The sponsor is one gap off: below the highest one instead of the lowest. A leaver further down knows the key from which it begins.</summary>
public sealed class HighestGap : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-highest-gap";

    /// <inheritdoc/>
    public override string Bug => "Of several gaps only the highest is closed, by the leaf just below it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    public override string Faults => "crash=1,leave=1,join=1,partition=2,merge=1,refresh=1,depth=2";

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting)
    {
        if (setting.Lineup.Components.Length > 1 || KeptBy(setting) is not { } kept)
        {
            return setting;
        }

        var (present, gone) = (PresentIn(setting), kept.Members.LastOrDefault(m => !PresentIn(setting).Contains(m)));
        if (gone == default)
        {
            return setting;
        }

        var seen = kept.Members.Remove(gone);
        return present.Contains(Chain.Pruned(kept, seen).SponsoringMember) ? With(setting, seen) : setting;
    }
}
