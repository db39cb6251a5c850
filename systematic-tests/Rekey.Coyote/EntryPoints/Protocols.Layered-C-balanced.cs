using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of the layered architecture.</summary>
public static partial class Protocols
{
    /// <summary>Explores C-balanced above the flush layer; for <c>coyote test -m Layered_C_balanced</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Layered_C_balanced(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Layered_C_balanced));
}
