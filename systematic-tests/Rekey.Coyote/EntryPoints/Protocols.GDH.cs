using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores GDH; for <c>coyote test -m GDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void GDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(GDH));
}
