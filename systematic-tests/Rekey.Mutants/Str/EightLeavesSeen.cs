using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>Gaps are looked for among the eight highest leaves alone. A leaver further down knows the key from which a sponsor above it begins.</summary>
public sealed class EightLeavesSeen : StrMutant
{
    private const int Seeing = 8;

    /// <inheritdoc/>
    public override string Name => "str-eight-leaves-seen";

    /// <inheritdoc/>
    public override string Bug => "Of several gaps one below the eight highest leaves is not seen.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy];

    /// <inheritdoc/>
    public override int Members => 10;

    /// <inheritdoc/>
    public override string Faults => "leave=3,depth=3";

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting)
    {
        if (setting.Lineup.Components.Length > 1 || KeptBy(setting) is not { } kept)
        {
            return setting;
        }

        var present = PresentIn(setting);
        var seen = kept.Members.Where((m, place) => present.Contains(m) || place < kept.Members.Length - Seeing).ToList();
        return seen.Count > present.Length && seen.Count < kept.Members.Length && present.Contains(Chain.Pruned(kept, [.. seen]).SponsoringMember) ? With(setting, seen) : setting;
    }
}
