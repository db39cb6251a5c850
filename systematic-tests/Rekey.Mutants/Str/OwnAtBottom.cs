using Rekey.KeyAgreement.Runs;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>Everybody stacks the others' chains on its own.</summary>
public sealed class OwnAtBottom : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-own-at-bottom";

    /// <inheritdoc/>
    public override string Bug => "A member takes its own component's chain for the bottom.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting)
    {
        var own = setting.Lineup.ComponentOf(setting.Self)!;
        return setting with { Lineup = new Lineup([own, .. setting.Lineup.Components.Remove(own)]) };
    }
}
