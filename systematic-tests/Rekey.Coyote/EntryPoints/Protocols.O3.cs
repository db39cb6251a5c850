using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores O3; for <c>coyote test -m O3</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void O3(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(O3));
}
