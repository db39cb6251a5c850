using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>A word that a daemon is ready counts for whatever configuration it is heard in.</summary>
public sealed class ReadyOfBefore : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-ready-of-before";

    /// <inheritdoc/>
    public override string Bug => "A word that a daemon is ready counts for whatever configuration it is heard in.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => Late(state, input) is { } late
        ? late
        : input is RingDelivered { Body: DaemonReady } delivered && Is(state, ServersState.Keying)
            ? state.Key is null && state.Ready.Count == state.Configuration!.Members.Length - 1
                ? new Ignored(default, ServersRules.Ready)
                : Right(right, state, delivered with { Body = new DaemonReady(state.Configuration!.Id) })
            : Right(right, state, input);
}
