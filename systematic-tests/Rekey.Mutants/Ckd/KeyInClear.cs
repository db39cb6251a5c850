using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Ckd;

/// <summary>Everybody who hears the multicast has the element.</summary>
public sealed class KeyInClear : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-key-in-clear";

    /// <inheritdoc/>
    public override string Bug => "The element is multicast as it is, and taken as it is.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.BackwardAccessControl, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Unwrapped(base.Begin(setting, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var scalar = ((CkdAgreement)open).List.FirstOrDefault(p => p.Member == setting.Self).Scalar;
        return Unwrapped(base.Take(setting, open, message is WrappedKeys keys && scalar is not null
            ? keys with { Values = [.. keys.Values.Select(v => v with { Value = setting.Group.Raise(v.Value, scalar) })] }
            : message, entropy));
    }

    private static Advance Unwrapped(Advance advance) => advance.Next is { Result: { } result }
        ? Saying(advance, m => m is WrappedKeys keys ? keys with { Values = [.. keys.Values.Select(v => v with { Value = result.Element })] } : m)
        : advance;
}
