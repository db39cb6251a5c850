using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores TGDH above the flush layer; for <c>coyote test -m Layered_TGDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_TGDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_TGDH));
}
