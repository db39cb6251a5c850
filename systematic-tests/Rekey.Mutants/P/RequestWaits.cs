using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader puts a request that crosses an open run aside, and serves it when the run is over: what was played early takes effect late.</summary>
public sealed class RequestWaits : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-request-waits";

    /// <inheritdoc/>
    public override string Bug => "The leader puts a request that crosses an open run aside, and serves it when the run is over, whichever run that is.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "replay=4,refresh=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (!member.Leads || member.Current is not { } current || MessageOf(input) is not RefreshRequest request || request.Header.Epoch.View != current.Epoch.View)
        {
            return inner.Step(member, input, entropy);
        }

        if (inner.Step(member, input, entropy) is Ignored { Cell: var cell, Rule: var rule })
        {
            return new Deferred(cell, rule);
        }

        // What was put aside comes again once the run that it crossed is committed; its own run is then the one before.
        return request.Header.Run + 1 == current.Epoch.Run && member.Staged is null
            ? inner.Step(member, (Received)input with { Envelope = binding.Envelopes.Sign(request with { Header = request.Header with { Run = current.Epoch.Run } }) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
