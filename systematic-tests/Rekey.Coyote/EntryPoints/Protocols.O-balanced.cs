using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores O-balanced; for <c>coyote test -m O_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void O_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(O_balanced));
}
