using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Wire.Traffic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A mutant of protocol P, with the few tools that such mutants need.</summary>
public abstract class PMutant : Mutant
{
    /// <inheritdoc/>
    public override string Protocol => "P";

    /// <inheritdoc/>
    public sealed override IMachine Mutate(IMachine machine, SuiteBinding binding) =>
        new LambdaMachine(machine, (inner, state, input, entropy) => Step(inner, (PMember)state, input, entropy, binding));

    /// <summary>The wrong step.</summary>
    protected abstract Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding);

    /// <summary>The message that an input carries, whatever its protection; null where it carries none.</summary>
    protected static Message? MessageOf(PortEvent input) => input is Received { Envelope: SymbolicEnvelope envelope } ? envelope.Message : null;

    /// <summary>The trigger of a step that moved; null otherwise.</summary>
    protected static PTrigger? Trigger(Outcome outcome) => outcome is Moved moved ? (PTrigger)moved.Cell.Trigger : null;

    /// <summary>A step after which the staged key is in use, no run is open, and the application knows.</summary>
    protected static Moved UseStaged(Moved moved, PState state)
    {
        var member = (PMember)moved.Member;
        return moved with { State = UseStaged(member, state), Effects = [.. moved.Effects, new KeyCommitted(member.Staged!.Epoch, member.Staged.Key)] };
    }

    /// <summary>A step with its group data protected in another way.</summary>
    protected static Moved Reprotected(Moved moved, Func<SymbolicEnvelope, SymbolicEnvelope> change) => moved with
    {
        Effects = [.. moved.Effects.Select(e => e is Multicast { Envelope: SymbolicEnvelope { Protection: Protection.GroupEncrypted } sent } ? new Multicast(change(sent)) : e)],
    };

    /// <summary>The member with its staged key in use, and no run open.</summary>
    protected static PMember UseStaged(PMember member, PState state) => member with
    {
        Current = member.Staged,
        Staged = null,
        Open = null,
        Traffic = member.Traffic.Commit(member.Staged!),
        Control = (byte)state,
    };

    /// <summary>A run that was opened, with another key in place of the fresh one.</summary>
    protected static Moved WithKey(Moved opened, CryptoValue key, SuiteBinding binding, IEntropy entropy)
    {
        var member = (PMember)opened.State;
        var staged = new EpochKey(member.Staged!.Epoch, key, binding.Suite.KeyId(key));
        var message = new Key(new Header(binding.Group, staged.Epoch.View, staged.Epoch.Run, member.Self), key);
        PortEvent[] effects = [.. opened.Effects.Select(e => e is Unicast u ? new Unicast(u.To, binding.Envelopes.Seal(message, u.To, entropy)) : e)];
        return opened with { State = member with { Staged = staged, Open = member.Open! with { Key = key } }, Effects = effects };
    }
}
