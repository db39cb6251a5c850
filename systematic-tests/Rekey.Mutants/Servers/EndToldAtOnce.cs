using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Architectures;
using Rekey.Worlds;

namespace Rekey.Mutants.Servers;

/// <summary>The end of a configuration is passed up at once, before it is known who comes along to the next that is.</summary>
public sealed class EndToldAtOnce : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-end-told-at-once";

    /// <inheritdoc/>
    public override string Bug => "The end of a configuration is passed up at once, before it is known who comes along to the next that is.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    public override string Faults => "partition=2,depth=4";

    /// <inheritdoc/>
    public override int Members => 3;

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return input is TransitionalConfiguration && Is(state, ServersState.Keyed) && outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects, input] }
            : Edited(outcome, static e => e is TransitionalConfiguration ? null : e);
    }
}
