using Rekey.Core;
using Rekey.Mutants.P;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;

namespace Rekey.Mutants.SharedGroups;

/// <summary>The group is not among what is signed: a member takes, in each of its groups, what was sent in another one.</summary>
/// <remarks>It does take the group's name into account that nobody is in: of what the adversary plays, only what was really sent in another group moves it.</remarks>
public sealed class GroupForgotten : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p+p-group-forgotten";

    /// <inheritdoc/>
    public override string Protocol => "P+P";

    /// <inheritdoc/>
    public override string Bug => "The group is not among what is signed: a member takes, in each of its groups, what was sent in another one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "transplant=3,refresh=2";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding) =>
        input is Received { Envelope: SymbolicEnvelope { Protection: not Protection.GroupEncrypted, Message: var message } envelope } received && message.Header.Group != OtherGroup.Id
            ? inner.Step(member, received with { Envelope = binding.Forge(message with { Header = message.Header with { Group = binding.Group } }, envelope.Signer, envelope.Recipient) }, entropy)
            : inner.Step(member, input, entropy);
}
