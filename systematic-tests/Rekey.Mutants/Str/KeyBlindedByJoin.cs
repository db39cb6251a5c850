using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>
/// Two shortcuts that are harmless one by one: the group key is what everybody would compute for one more member on top, and where components merge
/// the sponsor keeps its share. The merge then says the old group key in the clear.
/// </summary>
public sealed class KeyBlindedByJoin : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-key-blinded-by-join";

    /// <inheritdoc/>
    public override string Bug => "The group key is that of the topmost blinded key, and in a merge no share is new.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.BackwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    protected override Setting Seen(Setting setting) => setting.Lineup.Components.Length > 1 ? WithoutSponsorsShare(setting) : setting;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) =>
        base.Begin(setting, setting.Lineup.Components.Length > 1 && KeptBy(setting) is { } kept ? new SameShare(entropy, kept) : entropy);

    /// <inheritdoc/>
    protected override Advance Made(Setting setting, Advance advance) =>
        Agreeing(advance, agreed => setting.Group.Raise(setting.Group.Generator, setting.Group.ScalarOf(agreed.Element)));
}
