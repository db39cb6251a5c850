using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Tgdh;

/// <summary>The group key comes from the root's left child instead of the root; of that node everybody has something, namely the blinded key.</summary>
public sealed class KeyOfWrongNode : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-key-of-wrong-node";

    /// <inheritdoc/>
    public override string Bug => "The group key is made of the blinded key of the root's left child.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.Authenticity, Properties.PerfectForwardSecrecy];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => TgdhDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Taken(base.Begin(setting, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Taken(base.Take(setting, open, message, entropy));

    private static Advance Taken(Advance advance) => advance.Next is TgdhAgreement { Result: { } result, Tree: KeyBranch root } done
        ? advance with { Next = done with { Result = result with { Element = root.Left.Blinded! } } }
        : advance;
}
