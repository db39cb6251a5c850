using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of daemons with a server key.</summary>
public static partial class Protocols
{
    /// <summary>Explores the servers agreement engine below light-weight groups; for <c>coyote test -m Servers</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Servers(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Servers));
}
