using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyTrees;

/// <summary>A key-tree protocol with a wrong step, and the few tools that such mutants need.</summary>
public abstract class StepMutant : KeyTreeMutant
{
    /// <inheritdoc/>
    public sealed override IMachine Mutate(IMachine machine, SuiteBinding binding) =>
        new LambdaMachine(machine, (inner, state, input, entropy) => Step(inner, (TreeMember)state, input, entropy, binding));

    /// <summary>The wrong step.</summary>
    protected abstract Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding);

    /// <summary>The message that an input carries, whatever its protection; null where it carries none.</summary>
    protected static Message? MessageOf(PortEvent input) => input is Received { Envelope: SymbolicEnvelope envelope } ? envelope.Message : null;

    /// <summary>The trigger of a step that moved; null otherwise.</summary>
    protected static RunTrigger? Trigger(Outcome outcome) => outcome is Moved moved ? (RunTrigger)moved.Cell.Trigger : null;

    /// <summary>The run that a step opened; null where it opened none.</summary>
    protected static TreeRun? Opened(TreeMember before, Outcome outcome) =>
        outcome is Moved { State: TreeMember { Open: { } open } } && open.Epoch != before.Open?.Epoch ? open : null;

    /// <summary>A message of the plan of which nothing is needed.</summary>
    protected static Ignored Moot(TreeMember member) => new(new Cell(member.Control, (byte)RunTrigger.PartMoot), KeyTreeRules.MootPart);

    /// <summary>The same input with another message of the same protection, by the sender that its header names.</summary>
    protected static Received With(Received received, Message message, MemberId self, SuiteBinding binding, IEntropy entropy) => received with
    {
        Envelope = message.Type.Protection == Protection.Sealed ? binding.Envelopes.Seal(message, self, entropy) : binding.Envelopes.Sign(message),
    };

    /// <summary>The same step with other messages.</summary>
    protected static Moved Sending(Moved moved, Func<Message, Message> change, SuiteBinding binding, IEntropy entropy) => moved with
    {
        Effects =
        [
            .. moved.Effects.Select(e => e switch
            {
                Unicast { Envelope: SymbolicEnvelope { Protection: Protection.Sealed } sent } u => new Unicast(u.To, binding.Envelopes.Seal(change(sent.Message), u.To, entropy)),
                Unicast { Envelope: SymbolicEnvelope { Protection: Protection.Signed } sent } u => new Unicast(u.To, binding.Envelopes.Sign(change(sent.Message))),
                Multicast { Envelope: SymbolicEnvelope { Protection: Protection.Signed } sent } => new Multicast(binding.Envelopes.Sign(change(sent.Message))),
                _ => e,
            }),
        ],
    };

    /// <summary>A step that opened a run, with another group key in place of the fresh one.</summary>
    protected static Moved WithGroupKey(Moved opened, CryptoValue key, SuiteBinding binding, IEntropy entropy)
    {
        var (member, store) = ((TreeMember)opened.State, ((SymbolicBinding)binding).Store);
        var fresh = (Term)member.Open!.Keys[0]!;
        var staged = new EpochKey(member.Staged!.Epoch, key, binding.Suite.KeyId(key));
        var other = opened with { State = member with { Staged = staged, Open = member.Open with { Keys = member.Open.Keys.SetItem(0, key) } } };
        return Sending(other, m => m switch
        {
            SecretKeys secret => secret with { Keys = [.. secret.Keys.Select(k => (k.Number, (CryptoValue)In((Term)k.Key)))] },
            EncryptedKeys encrypted => encrypted with { Keys = [.. encrypted.Keys.Select(k => (k.Wrap, (CryptoValue)In((Term)k.Ciphertext)))] },
            Ack ack => ack with { KeyId = staged.KeyId },
            _ => m,
        }, binding, entropy);

        Term In(Term term) => term == fresh ? (Term)key : term.Kind == TermKind.Enc ? store.Enc(In(term.Left!), In(term.Right!)) : term;
    }

    /// <summary>A key that a member holds, new or kept; null where it does not hold it.</summary>
    protected static CryptoValue? KeyOf(TreeMember member, KeyName name) =>
        member.Open is { } open && name.Epoch == open.Epoch ? open.Keys[(int)name.Number] : member.Ring?.Keys.GetValueOrDefault(name);
}
