using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores GDH above the flush layer; for <c>coyote test -m Layered_GDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_GDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_GDH));
}
