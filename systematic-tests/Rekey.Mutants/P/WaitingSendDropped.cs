using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A view that has no key yet drops what waits to be sent, because the key that it waited for is gone.</summary>
public sealed class WaitingSendDropped : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-waiting-send-dropped";

    /// <inheritdoc/>
    public override string Bug => "A view that has no key yet drops what waits to be sent, because the key that it waited for is gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.RequestProgress];

    /// <inheritdoc/>
    public override string Faults => "join=1,send=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Deferred { Cell: var cell } && input is SendRequested && !member.IsBlocked && member.View is not null
            ? new Ignored(cell, GroupDataRules.SendLater)
            : outcome;
    }
}
