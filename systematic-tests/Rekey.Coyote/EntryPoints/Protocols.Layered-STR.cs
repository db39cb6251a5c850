using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores STR above the flush layer; for <c>coyote test -m Layered_STR</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_STR(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_STR));
}
