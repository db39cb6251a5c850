using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>That of the ordering of messages.</summary>
public static partial class Protocols
{
    /// <summary>Explores the ordering layer; for <c>coyote test -m Ordering</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void Ordering(IActorRuntime runtime) => EntryPoint.Explore(runtime, nameof(Ordering));
}
