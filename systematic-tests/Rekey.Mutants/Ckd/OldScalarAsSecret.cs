using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;

namespace Rekey.Mutants.Ckd;

/// <summary>Who left knows the secret of the new controller.</summary>
public sealed class OldScalarAsSecret : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-old-scalar-as-secret";

    /// <inheritdoc/>
    public override string Bug => "The new controller takes the scalar that it shared with the old one for its a.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy)
    {
        var advance = base.Begin(setting, entropy);
        if (advance.Next is not CkdAgreement { Secret: not null, Result: null } run
            || setting.Base?.Foundation is not CkdFoundation { Secret: null } old || old.List.First(p => p.Member == setting.Self).Scalar is not { } scalar)
        {
            return advance;
        }

        var a = setting.Group.Raise(setting.Group.Generator, scalar);
        return Saying(advance with { Next = run with { Secret = scalar, A = a } }, m => m is ControllerShare offer ? offer with { A = a } : m);
    }
}
