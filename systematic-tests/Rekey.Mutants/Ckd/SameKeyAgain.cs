using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;
using System.Runtime.CompilerServices;

namespace Rekey.Mutants.Ckd;

/// <summary>A leave wraps the same element for those who stay.</summary>
public sealed class SameKeyAgain : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-same-key-again";

    /// <inheritdoc/>
    public override string Bug => "The controller distributes the element of the run before again, as long as nobody is new.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl, Properties.Refinement];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    private readonly ConditionalWeakTable<Foundation, CryptoValue> elements = [];

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next is CkdAgreement { Result: { } result } run && elements.TryGetValue(setting.Base!.Foundation, out var element))
        {
            advance = Saying(advance with { Next = run with { Result = result with { Element = element } } }, m => m is WrappedKeys keys
                ? keys with { Values = [.. run.List.Skip(1).Select(p => new WrappedElement(p.Member, setting.Group.Raise(element, p.Scalar!)))] }
                : m);
        }

        return Remember(advance);
    }

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Remember(base.Take(setting, open, message, entropy));

    private Advance Remember(Advance advance)
    {
        if (advance.Next?.Result is { } result)
        {
            elements.AddOrUpdate(result.Foundation, result.Element);
        }

        return advance;
    }
}
