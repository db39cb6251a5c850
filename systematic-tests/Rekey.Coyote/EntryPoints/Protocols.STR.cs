using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

public static partial class Protocols
{
    /// <summary>Explores STR; for <c>coyote test -m STR</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void STR(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(STR));
}
