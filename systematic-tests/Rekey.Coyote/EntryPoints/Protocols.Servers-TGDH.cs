using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of daemons with a server key.</summary>
public static partial class Protocols
{
    /// <summary>Explores the servers agreement engine with TGDH among daemons; for <c>coyote test -m Servers_TGDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Servers_TGDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Servers_TGDH));
}
