using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores TGDH; for <c>coyote test -m TGDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void TGDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(TGDH));
}
