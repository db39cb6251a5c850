using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores B-balanced; for <c>coyote test -m B_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void B_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(B_balanced));
}
