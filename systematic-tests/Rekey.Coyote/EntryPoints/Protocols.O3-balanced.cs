using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores O3-balanced; for <c>coyote test -m O3_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void O3_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(O3_balanced));
}
