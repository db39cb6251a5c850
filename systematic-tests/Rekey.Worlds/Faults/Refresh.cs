using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A member's application asks for a new key.</summary>
public sealed class Refresh() : Request(Prompt.Refresh)
{
    /// <inheritdoc/>
    public override int Order => 6;

    /// <inheritdoc/>
    public override string Meaning => "requests for a new key without a change of membership";

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[choice.A].Id}'s application asks for a new key";
}
