using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of whole stacks.</summary>
public static partial class Protocols
{
    /// <summary>Explores the flush layer over daemons; for <c>coyote test -m Stack</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Stack(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Stack));
}
