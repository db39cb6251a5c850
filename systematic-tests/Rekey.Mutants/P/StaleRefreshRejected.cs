using Rekey.Core;
using Rekey.KeyTrees.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader treats a request to replace a key that was replaced meanwhile as an attack.</summary>
public sealed class StaleRefreshRejected : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-stale-refresh-rejected";

    /// <inheritdoc/>
    public override string Bug => "The leader treats a request to replace a key that was replaced meanwhile as an attack.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override string Faults => "refresh=4";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, Input input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Ignored { Cell.Trigger: (byte)PTrigger.RefreshStale } && input is Received received
            ? new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", "the newest run"), TerminationRules.OnceInOrder)
            : outcome;
    }
}
