using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>With a refresh the leader multicasts the key that goes out of use, encrypted under the one that comes in.</summary>
public sealed class OldKeyUnderNew : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-old-key-under-new";

    /// <inheritdoc/>
    public override string Bug => "With a refresh the leader multicasts the key that goes out of use, encrypted under the one that comes in.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.BackwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        // The old key travels in a message of run 0, for who may have missed data; nobody else minds.
        if (MessageOf(input) is Key { Header.Run: 0 })
        {
            return new Ignored(new Cell(member.Control, (byte)PTrigger.Key), Spec.Protocols.P.KeyWhileBlocked);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) is not (PTrigger.RefreshOwn or PTrigger.RefreshAsked) || outcome is not Moved { Member.Staged: { } staged } moved)
        {
            return outcome;
        }

        var wrapped = binding.Suite.Wrap(staged.Key, member.Current!.Key);
        var message = new Key(new Header(binding.Group, staged.Epoch.View, 0, member.Self), wrapped);
        return moved with { Effects = [.. moved.Effects, new Multicast(binding.Envelopes.Sign(message))] };
    }
}
