using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Ckd;

/// <summary>The controller means to gain randomness from others, and takes it from whoever sends any.</summary>
public sealed class StrangerStirredIn : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-stranger-stirred-in";

    /// <inheritdoc/>
    public override string Bug => "The controller stirs the share of a stranger that answers into the element, instead of rejecting it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Authenticity, Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "forge=6";

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(base.Mutate(machine, binding), static (inner, state, input, entropy) =>
        input is Received { Envelope: SymbolicEnvelope { Message: MemberShare answer } }
        && state is AgreementMember { IsBlocked: false, View: { } view, Open: { Agreement: CkdAgreement { Secret: not null, Result: null } run } open } member
        && !view.Contains(answer.Header.Sender) && answer.Header.Epoch == open.Epoch
            ? new Moved(new Cell(member.Control, (byte)RunTrigger.Part), member with { Open = open with { Agreement = new Stirred(run, answer.B) } }, [], AgreementRules.TakePart)
            : inner.Step(state, input, entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        if (open is not Stirred stirred)
        {
            return base.Take(setting, open, message, entropy);
        }

        var advance = base.Take(setting, stirred.Run, message, entropy);
        if (advance.Next is not CkdAgreement { Result: { } result } run)
        {
            return advance.Next is CkdAgreement waiting ? advance with { Next = stirred with { Run = waiting } } : advance;
        }

        var (group, scalar) = (setting.Group, setting.Group.ScalarOf(stirred.Stranger));
        return Saying(advance with { Next = run with { Result = result with { Element = group.Raise(result.Element, scalar) } } }, m => m is WrappedKeys keys
            ? keys with { Values = [.. keys.Values.Select(v => v with { Value = group.Raise(v.Value, scalar) })] }
            : m);
    }

    /// <summary>A run of the controller, with the share of a stranger that is to be stirred in.</summary>
    private sealed record Stirred(CkdAgreement Run, CryptoValue Stranger) : Agreement
    {
        public override ulong Fingerprint => Core.Fingerprint.Mix(Run.Fingerprint, Stranger.Fingerprint);
    }
}
