using Rekey.Termination;
using Rekey.Spec.Protocols;

namespace Rekey.KeyTrees.P;

/// <summary>A member's state in protocol P.</summary>
public sealed record PMember : GroupMember
{
    /// <summary>The control state.</summary>
    public PState State => (PState)Control;

    /// <inheritdoc/>
    public override bool AwaitsDone => State is PState.AwaitingDone or PState.BlockedStaged;

    /// <inheritdoc/>
    public override bool IsBlocked => State is PState.Blocked or PState.BlockedStaged;
}
