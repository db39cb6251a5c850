using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>Every transitional signal is passed on, and not only the first of a view.</summary>
public sealed class EverySignalPassedOn : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-every-signal-passed-on";

    /// <inheritdoc/>
    public override string Bug => "Every transitional signal is passed on, and not only the first of a view.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["OneSignal"];

    /// <inheritdoc/>
    public override string RejectedBy => "FL-11";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, input is EvsTransitional && state.View is not null ? state with { Signalled = false } : state, input);
}
