using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores BD; for <c>coyote test -m BD</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void BD(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(BD));
}
