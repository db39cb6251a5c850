using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Architectures;
using Rekey.Worlds;

namespace Rekey.Mutants.Servers;

/// <summary>After a configuration that ended too early, the end names those who came along at last.</summary>
public sealed class AlongAtLast : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-along-at-last";

    /// <inheritdoc/>
    public override string Bug => "After a configuration that ended too early, the end names those who came along at last.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    public override string Faults => "partition=2,merge=1,send=2,depth=4";

    /// <inheritdoc/>
    public override int Members => 3;

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes a split inside an agreement after a merge inside an agreement; the explorer needs hundreds of schedules too.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => input is TransitionalConfiguration end && Is(state, ServersState.Keying)
        ? After(Right(right, state, input), d => d with { Along = end.Daemons })
        : Right(right, state, input);
}
