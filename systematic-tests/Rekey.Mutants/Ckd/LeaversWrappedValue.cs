using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Ckd;

/// <summary>Who left still shares a scalar with the controller.</summary>
public sealed class LeaversWrappedValue : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-leavers-wrapped-value";

    /// <inheritdoc/>
    public override string Bug => "The controller wraps the element for those who are gone too, and nobody minds.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next?.Result is not { } result)
        {
            return advance;
        }

        var gone = ((CkdFoundation)setting.Base!.Foundation).List.Where(p => !setting.View.Contains(p.Member))
            .Select(p => new WrappedElement(p.Member, setting.Group.Raise(result.Element, p.Scalar!))).ToList();
        return Saying(advance, m => m is WrappedKeys keys ? keys with { Values = [.. gone, .. keys.Values] } : m);
    }

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => base.Take(
        setting, open, message is WrappedKeys keys ? keys with { Values = [.. keys.Values.Where(v => setting.View.Contains(v.Member))] } : message, entropy);
}
