using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of several groups.</summary>
public static partial class Protocols
{
    /// <summary>Explores two groups with P that share processes; for <c>coyote test -m P__P</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void P__P(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(P__P));
}
