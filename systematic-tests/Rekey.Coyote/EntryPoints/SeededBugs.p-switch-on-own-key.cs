using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.EntryPoints;

/// <summary>Entry points that fail: each explores a protocol with one seeded bug.</summary>
public static partial class SeededBugs
{
    /// <summary>A member uses the key as soon as it arrives; for <c>coyote test -m p_switch_on_own_key</c>.</summary>
    [Microsoft.Coyote.SystematicTesting.Test]
    public static void p_switch_on_own_key(IActorRuntime runtime) => EntryPoint.Hunt(runtime, nameof(p_switch_on_own_key));
}
