using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores C-balanced; for <c>coyote test -m C_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void C_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(C_balanced));
}
