using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Servers;

/// <summary>That a daemon is ready is said in the order of its own messages alone.</summary>
public sealed class ReadyInAnyOrder : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-ready-in-any-order";

    /// <inheritdoc/>
    public override string Bug => "That a daemon is ready is said in the order of its own messages alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is RingMulticast { Body: DaemonReady } ready ? ready with { Service = Service.Fifo } : e);
}
