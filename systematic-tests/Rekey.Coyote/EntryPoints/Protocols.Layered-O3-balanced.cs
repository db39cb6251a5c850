using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores O3-balanced above the flush layer; for <c>coyote test -m Layered_O3_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_O3_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_O3_balanced));
}
