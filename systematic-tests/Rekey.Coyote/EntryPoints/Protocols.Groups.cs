using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of layers.</summary>
public static partial class Protocols
{
    /// <summary>Explores the layer of light-weight groups; for <c>coyote test -m Groups</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Groups(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Groups));
}
