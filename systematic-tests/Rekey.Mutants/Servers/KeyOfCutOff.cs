using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Mutants.Servers;

/// <summary>A key that was agreed for a configuration that ended too early is used for the next one.</summary>
public sealed class KeyOfCutOff : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-key-of-cut-off";

    /// <inheritdoc/>
    public override string Bug => "A key that was agreed for a configuration that ended too early is used for the next one.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => input is RegularConfiguration && Is(state, ServersState.Interrupted)
        ? After(Right(right, state, input), d => d with { Key = state.Key })
        : input is KeyCommitted key && state.Key is { } old && Is(state, ServersState.Keying)
            ? Right(right, state, key with { Key = old.Key })
            : Right(right, state, input);
}
