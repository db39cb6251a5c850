using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader does not look at the run of a request for a refresh: an old one, played again, makes a new key.</summary>
public sealed class RunUnchecked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-run-unchecked";

    /// <inheritdoc/>
    public override string Bug => "The leader does not look at the run of a request for a refresh: an old one, played again, makes a new key.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "replay=3,refresh=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return member is { Leads: true, Current: { } current } && MessageOf(input) is RefreshRequest request && IsOf(input, request)
            ? inner.Step(member, (Received)input with { Envelope = binding.Envelopes.Sign(request with { Header = request.Header with { Run = current.Epoch.Run } }) }, entropy)
            : inner.Step(member, input, entropy);
    }

    private static bool IsOf(PortEvent input, RefreshRequest request)
    {
        return ((SymbolicEnvelope)((Received)input).Envelope).Signer == request.Header.Sender;
    }
}
