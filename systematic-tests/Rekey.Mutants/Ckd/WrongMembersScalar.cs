using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Mutants.Ckd;

/// <summary>Nobody but the controller has the element.</summary>
public sealed class WrongMembersScalar : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-wrong-members-scalar";

    /// <inheritdoc/>
    public override string Bug => "The controller wraps the element for each member under the scalar of the next one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Shifted(base.Begin(setting, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Shifted(base.Take(setting, open, message, entropy));

    private static Advance Shifted(Advance advance) => Saying(advance, static m => m is WrappedKeys keys
        ? keys with { Values = [.. keys.Values.Select((v, i) => v with { Value = keys.Values[(i + 1) % keys.Values.Length].Value })] }
        : m);
}
