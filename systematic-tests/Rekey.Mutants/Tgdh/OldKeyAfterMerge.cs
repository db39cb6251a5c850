using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Tgdh;

/// <summary>A member goes into a merge with the key that its component's root had before the sponsor drew a new share.</summary>
public sealed class OldKeyAfterMerge : AgreementMutant
{
    private static readonly KeyAgreementProtocol Wrong = new OldRoot();

    /// <inheritdoc/>
    public override string Name => "tgdh-old-key-after-merge";

    /// <inheritdoc/>
    public override string Bug => "After a merge a member uses the old key of its component's root.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => Wrong;

    private sealed class OldRoot : TgdhProtocol
    {
        protected override KeyNode Merge(Setting setting, IEnumerable<KeyNode> trees) => base.Merge(setting, trees.Select(t =>
        {
            var isOld = t is KeyBranch && t.Last != setting.Self && t.Members == setting.Base?.Members.Length && t.PathOf(setting.Self).Length > 0;
            return isOld ? ((KeyBranch)t).With(t.Blinded, OldKey(setting)) : t;
        }));

        private static CryptoValue OldKey(Setting setting) =>
            setting.Group.ScalarOf(TreeKeys.Root(setting.Group, ((TgdhFoundation)setting.Base!.Foundation).Tree));
    }
}
