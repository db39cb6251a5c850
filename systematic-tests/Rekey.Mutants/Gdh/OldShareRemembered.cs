using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Gdh;

/// <summary>The controller keeps its old share beside the new one, in the list, for a member that never was.</summary>
public sealed class OldShareRemembered : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-old-share-remembered";

    /// <inheritdoc/>
    public override string Bug => "The controller keeps its old share beside the new one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=2,join=1,expose=1,depth=1";

    private static readonly MemberId Nobody = MemberId.Parse("nobody");

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Remembering(setting, base.Begin(setting, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Remembering(setting, base.Take(setting, open, message, entropy));

    private static Advance Remembering(Setting setting, Advance advance) => setting.Base?.Foundation is GdhFoundation old
        ? WithFoundation(advance, (_, made) => made is GdhFoundation now && now.Share != old.Share ? now with { Keys = now.Keys.Insert(0, new PartialKey(Nobody, old.Share)) } : made)
        : advance;
}
