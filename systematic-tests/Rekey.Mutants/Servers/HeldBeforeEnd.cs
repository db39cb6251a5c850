using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Servers;

/// <summary>What is delivered after the end of a configuration is passed up before it.</summary>
public sealed class HeldBeforeEnd : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-held-before-end";

    /// <inheritdoc/>
    public override string Bug => "What is delivered after the end of a configuration is passed up before it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes requests on both sides of a split, ordered after its end; the explorer needs a thousand schedules too.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved { State: ServersDaemon after } moved && after.Held.Length > state.Held.Length
            ? moved with { State = after with { Held = state.Held }, Effects = [.. moved.Effects, after.Held[^1]] }
            : outcome;
    }
}
