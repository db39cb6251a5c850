using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member believes whoever has a key that the group once knew: what a process that left signs counts as if its leader had signed it.</summary>
public sealed class FormerMemberBelieved : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-former-member-believed";

    /// <inheritdoc/>
    public override string Bug => "A member believes whoever has a key that the group once knew: what a process that left signs counts as if its leader had signed it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "leave=1,forge=3,alter=1,refresh=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return member is { View: { } view, Leads: false }
            && input is Received { Envelope: SymbolicEnvelope { Protection: not Protection.GroupEncrypted, Message: var message } envelope } received
            && envelope.Signer == message.Header.Sender && envelope.Signer != VsWorld.OutsiderName && !view.Contains(envelope.Signer)
            ? inner.Step(member, received with { Envelope = binding.Forge(message with { Header = message.Header with { Sender = view.Leader } }, view.Leader, envelope.Recipient) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
