using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Architectures;
using Rekey.Worlds;

namespace Rekey.Mutants.Servers;

/// <summary>After a configuration that ended too early, the end names those who came along at first.</summary>
public sealed class AlongNotCorrected : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-along-not-corrected";

    /// <inheritdoc/>
    public override string Bug => "After a configuration that ended too early, the end names those who came along at first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    public override string Faults => "partition=2,depth=4";

    /// <inheritdoc/>
    public override int Members => 3;

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => input is TransitionalConfiguration && Is(state, ServersState.Keying)
        ? After(Right(right, state, input), d => d with { Along = state.Along })
        : Right(right, state, input);
}
