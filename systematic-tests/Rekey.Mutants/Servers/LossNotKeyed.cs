using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;
using Rekey.Worlds;

namespace Rekey.Mutants.Servers;

/// <summary>A configuration that only lost daemons goes on with the key that it has.</summary>
public sealed class LossNotKeyed : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-loss-not-keyed";

    /// <inheritdoc/>
    public override string Bug => "A configuration that only lost daemons goes on with the key that it has.";

    /// <inheritdoc/>
    public override string Faults => "partition=1,send=2,depth=1";

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => Late(state, input) is { } late
        ? late
        : Right(right, state, input) is Moved { State: ServersDaemon after } moved && input is RegularConfiguration { View: var view } && state.Key is { } key && Is(state, ServersState.Ended) && view.Members.All(state.Came.Contains)
            ? AsIfAllWere(right, after with { Key = key }, moved.Effects)
            : Right(right, state, input);
}
