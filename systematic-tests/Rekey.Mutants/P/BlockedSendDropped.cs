using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>What an application wants to send while its member is blocked is ignored instead of put aside.</summary>
public sealed class BlockedSendDropped : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-blocked-send-dropped";

    /// <inheritdoc/>
    public override string Bug => "What an application wants to send while its member is blocked is ignored instead of put aside.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.RequestProgress];

    /// <inheritdoc/>
    public override string Faults => "join=1,send=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Deferred { Cell: var cell } && input is SendRequested && member.IsBlocked && member.Current is not null
            ? new Ignored(cell, GroupDataRules.SendLater)
            : outcome;
    }
}
