using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores CKD; for <c>coyote test -m CKD</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void CKD(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(CKD));
}
