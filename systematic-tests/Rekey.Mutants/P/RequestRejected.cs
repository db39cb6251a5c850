using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader treats a member's request for a refresh that crosses an open run as an attack.</summary>
public sealed class RequestRejected : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-request-rejected";

    /// <inheritdoc/>
    public override string Bug => "The leader treats a member's request for a refresh that crosses an open run as an attack.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override string Faults => "refresh=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Ignored { Cell.Trigger: (byte)PTrigger.RefreshAsked } && input is Received received
            ? new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", "no run is open"), TerminationRules.OnceInOrder)
            : outcome;
    }
}
