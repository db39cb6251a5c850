using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Those of layers.</summary>
public static partial class Protocols
{
    /// <summary>Explores the flush layer; for <c>coyote test -m Flush</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Flush(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Flush));
}
