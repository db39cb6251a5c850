using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of whole stacks.</summary>
public static partial class Protocols
{
    /// <summary>Explores TGDH in clients over daemons; for <c>coyote test -m Stack_TGDH</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Stack_TGDH(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Stack_TGDH));
}
