using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member takes a key from whoever signed it, leader or not, member or not.</summary>
public sealed class KeyFromAnyone : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-from-anyone";

    /// <inheritdoc/>
    public override string Bug => "A member takes a key from whoever signed it, leader or not, member or not.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "forge=2,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return input is Received { Envelope: SymbolicEnvelope { Message: Key key } envelope } received
            && envelope.Signer == key.Header.Sender && member.View is { } view && view.Leader != member.Self
            ? inner.Step(member, received with { Envelope = binding.Envelopes.Seal(key with { Header = key.Header with { Sender = view.Leader } }, member.Self, entropy) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
