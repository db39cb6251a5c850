using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member does not look at the group of a message: it takes those of other groups with the same members.</summary>
public sealed class GroupUnchecked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-group-unchecked";

    /// <inheritdoc/>
    public override string Bug => "A member does not look at the group of a message: it takes those of other groups with the same members.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "transplant=3,refresh=1,send=1,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return input is Received { Envelope: SymbolicEnvelope { Protection: not Protection.GroupEncrypted, Message: var message } envelope } received
            ? inner.Step(member, received with { Envelope = binding.Forge(message with { Header = message.Header with { Group = binding.Group } }, envelope.Signer, envelope.Recipient) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
