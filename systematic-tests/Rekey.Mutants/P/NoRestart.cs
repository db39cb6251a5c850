using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A leader whose run was cut off by a view change goes on waiting for its acks instead of beginning anew.</summary>
public sealed class NoRestart : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-no-restart";

    /// <inheritdoc/>
    public override string Bug => "A leader whose run was cut off by a view change goes on waiting for its acks instead of beginning anew.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];


    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.ViewLeads && member is { Leads: true, Staged: not null } && outcome is Moved moved
            ? moved with { State = (PMember)moved.Member with { Staged = member.Staged, Open = member.Open, Acked = member.Acked }, Effects = [] }
            : outcome;
    }
}
