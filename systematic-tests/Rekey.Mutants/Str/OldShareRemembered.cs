using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>A sponsor keeps its old share beside the new one.</summary>
public sealed class OldShareRemembered : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-old-share-remembered";

    /// <inheritdoc/>
    public override string Bug => "A sponsor keeps its old share beside the new one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=2,join=1,expose=1,depth=1";

    /// <inheritdoc/>
    protected override Advance Made(Setting setting, Advance advance) => KeptBy(setting) is { } old
        ? WithFoundation(advance, (_, made) => made is StrFoundation now && now.Shares.Length == now.Members.Length ? now with { Shares = now.Shares.Add(old.Secret) } : made)
        : advance;
}
