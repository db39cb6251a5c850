using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyAgreement;

/// <summary>
/// A member of a key agreement that overlooks something when it gets a signed message. What it overlooks is put right before the machine sees it.
/// Key agreements share that part of the machine, so that mutants of one stand for all.
/// </summary>
public abstract class ReadingMutant : Mutant
{
    /// <inheritdoc/>
    public sealed override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, (inner, state, input, entropy) =>
        input is Received { Envelope: SymbolicEnvelope { Protection: Protection.Signed } envelope } received && state.View is not null
            ? inner.Step(See((AgreementMember)state, envelope), received with { Envelope = Read((AgreementMember)state, envelope, binding) }, entropy)
            : inner.Step(state, input, entropy));

    /// <summary>The message as the member takes it.</summary>
    protected virtual Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) => envelope;

    /// <summary>The member as it judges the message.</summary>
    protected virtual AgreementMember See(AgreementMember member, SymbolicEnvelope envelope) => member;

    /// <summary>The same message under the same signature, with another header.</summary>
    protected static Envelope With(SymbolicEnvelope envelope, Header header) =>
        new SymbolicEnvelope(envelope.Protection, envelope.Message with { Header = header }, envelope.Signer, envelope.Recipient);
}
