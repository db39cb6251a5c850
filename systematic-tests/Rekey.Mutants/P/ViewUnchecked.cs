using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member does not look at the view of a message: it takes signed ones of older views as well.</summary>
public sealed class ViewUnchecked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-view-unchecked";

    /// <inheritdoc/>
    public override string Bug => "A member does not look at the view of a message: it takes signed ones of older views as well.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "A message of an earlier view must be replayed just where its run is expected: not in every run of 100 schedules of Coyote's portfolio and Q-learning; the explorer's portfolio takes 81.";

    /// <inheritdoc/>
    public override string Faults => "replay=3,refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return member.View is { } view && input is Received { Envelope: SymbolicEnvelope { Protection: not Protection.GroupEncrypted, Message: var message } envelope } received
            ? inner.Step(member, received with { Envelope = binding.Forge(message with { Header = message.Header with { View = view.Id } }, envelope.Signer, envelope.Recipient) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
