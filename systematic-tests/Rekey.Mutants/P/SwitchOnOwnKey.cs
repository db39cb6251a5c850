using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member uses the key as soon as it has it, instead of on ProtoDone.</summary>
public sealed class SwitchOnOwnKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-switch-on-own-key";

    /// <inheritdoc/>
    public override string Bug => "A member uses the key as soon as it has it, instead of on ProtoDone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement];


    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (member.Staged is null && !member.Leads && MessageOf(input) is ProtoDone)
        {
            // It has the key in use already.
            return new Ignored(new Cell(member.Control, (byte)PTrigger.Done), Spec.Shared.TerminationRules.Done);
        }

        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.Key && outcome is Moved moved
            ? UseStaged(moved, PState.Keyed)
            : outcome;
    }
}
