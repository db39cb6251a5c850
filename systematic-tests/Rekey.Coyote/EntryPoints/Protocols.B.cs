using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores B; for <c>coyote test -m B</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void B(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(B));
}
