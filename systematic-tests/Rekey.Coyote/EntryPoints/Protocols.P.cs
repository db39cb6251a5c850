using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Entry points of the protocols, one a file: a method of the name of each, an underscore for each dash.</summary>
public static partial class Protocols
{
    /// <summary>Explores P; for <c>coyote test -m P</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void P(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(P));
}
