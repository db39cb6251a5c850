using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>A daemon uses the server key as soon as it has it itself.</summary>
public sealed class UsedBeforeAllHaveIt : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-used-before-all-have-it";

    /// <inheritdoc/>
    public override string Bug => "A daemon uses the server key as soon as it has it itself.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => Late(state, input) is { } late
        ? late
        : Right(right, state, input) is Moved { State: ServersDaemon after } moved && input is KeyCommitted && Is(after, ServersState.Keying)
            ? AsIfAllWere(right, after, moved.Effects)
            : Right(right, state, input);
}
