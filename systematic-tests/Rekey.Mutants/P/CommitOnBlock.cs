using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that is blocked after its ack takes the key into use by itself: a crash between key and ProtoDone divides the members.</summary>
public sealed class CommitOnBlock : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-commit-on-block";

    /// <inheritdoc/>
    public override string Bug => "A member that is blocked after its ack takes the key into use by itself: a crash between key and ProtoDone divides the members.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.AllOrNone, Properties.NoEarlyUse, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "crash=1,leave=1,partition=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved { State: PMember { State: RunState.BlockedStaged } } moved && input is BlockRequested
            ? UseStaged(moved, PState.Blocked)
            : outcome;
    }
}
