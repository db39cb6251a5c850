using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores O; for <c>coyote test -m O</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void O(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(O));
}
