using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A blocked member ignores the payloads that still arrive: it is deaf, and not only silent.</summary>
public sealed class DeafWhileBlocked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-deaf-while-blocked";

    /// <inheritdoc/>
    public override string Bug => "A blocked member ignores the payloads that still arrive: it is deaf, and not only silent.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.DataAgreement];

    /// <inheritdoc/>
    public override string Faults => "join=1,send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return member.IsBlocked && Trigger(outcome) == PTrigger.DataCommitted ? new Ignored(((Moved)outcome).Cell, GroupDataRules.Receive) : outcome;
    }
}
