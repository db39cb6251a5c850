using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A member's application sends a payload.</summary>
public sealed class Send() : Request(Prompt.Send)
{
    /// <inheritdoc/>
    public override int Order => 7;

    /// <inheritdoc/>
    public override string Meaning => "payloads that applications multicast";

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[choice.A].Id}'s application sends a payload";
}
