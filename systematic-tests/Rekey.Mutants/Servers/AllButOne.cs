using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>The last of several daemons need not be ready.</summary>
public sealed class AllButOne : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-all-but-one";

    /// <inheritdoc/>
    public override string Bug => "The last of several daemons need not be ready.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => Late(state, input) is { } late
        ? late
        : Right(right, state, input) is Moved { State: ServersDaemon after } moved && Is(after, ServersState.Keying) && after.Key is not null && after.Ready.Count == after.Configuration!.Members.Length - 1
            ? AsIfAllWere(right, after, moved.Effects)
            : Right(right, state, input);
}
