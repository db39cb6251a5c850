using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>The key of the configuration before stays in use, under the name of the new one.</summary>
public sealed class OldKeyKept : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-old-key-kept";

    /// <inheritdoc/>
    public override string Bug => "The key of the configuration before stays in use, under the name of the new one.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => input is RegularConfiguration
        ? After(Right(right, state, input), d => d with { Key = state.Key })
        : input is KeyCommitted key && state.Key is { } old && Is(state, ServersState.Keying)
            ? Right(right, state, key with { Key = old.Key })
            : Right(right, state, input);
}
