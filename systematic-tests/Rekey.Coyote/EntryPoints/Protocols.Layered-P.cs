using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores P above the flush layer; for <c>coyote test -m Layered_P</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_P(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_P));
}
