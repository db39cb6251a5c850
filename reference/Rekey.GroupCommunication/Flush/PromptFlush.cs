using Rekey.Core;
using Rekey.Spec.Layers;

namespace Rekey.GroupCommunication.Flush;

/// <summary>Stateless.</summary>
public sealed record PromptState : LayerState
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Self.Fingerprint;
}

/// <summary>
/// For layers above that are silent from when they are asked to be (the rekey protocols, VS-6): says so at once, and keeps from them what they have no use for.
/// </summary>
public sealed class PromptFlush : ILayer
{
    /// <inheritdoc/>
    public Port Lower => VsPort.Port;

    /// <inheritdoc/>
    public Port Upper => VsPort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new PromptState { Self = self, Control = 0 };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy) => input switch
    {
        BlockRequested => new Moved(default, state, [input, Flushed.Instance], FlushRules.Flush),
        TransitionalSignal or Departed => new Ignored(default, FlushRules.Signal),
        _ => new Moved(default, state, [input], FlushRules.Deliver),
    };
}
