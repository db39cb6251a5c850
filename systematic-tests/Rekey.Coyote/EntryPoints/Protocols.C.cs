using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores C; for <c>coyote test -m C</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void C(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(C));
}
