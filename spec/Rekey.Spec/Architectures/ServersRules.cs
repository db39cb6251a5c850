using Rekey.Core;

namespace Rekey.Spec.Architectures;

/// <summary>The servers agreement engine, in the daemon. Prose: spec/architectures/servers-agreement.md.</summary>
public static class ServersRules
{
    /// <summary>SA-01.</summary>
    public static readonly RuleId Member = new("SA-01", "A daemon's rekey protocol is in the group of all daemons that are connected, as a client of the layered architecture is in a group; the ring is its system.");

    /// <summary>SA-02.</summary>
    public static readonly RuleId Agree = new("SA-02", "With each configuration, one that only lost daemons too, its daemons agree on a key, and nobody above hears of it before they have.");

    /// <summary>SA-03.</summary>
    public static readonly RuleId Ready = new("SA-03", "A daemon whose rekey protocol has committed a key for the configuration says so to all, in agreed order.");

    /// <summary>SA-04.</summary>
    public static readonly RuleId PassUp = new("SA-04", "A configuration is passed up where the last of its daemons says that it is ready, if that is ordered before the end of the configuration; else it is never passed up.");

    /// <summary>SA-05.</summary>
    public static readonly RuleId Hold = new("SA-05", "The end of a configuration, and what is delivered after it, is held until the next one is passed up; the end then names those who came along through all configurations between.");

    /// <summary>SA-06.</summary>
    public static readonly RuleId Seal = new("SA-06", "What the layer above asks for crosses the ring sealed, under a key made of the server key and the sender's name; the epoch and the sender's count are named in the clear and sealed with it.");

    /// <summary>SA-07.</summary>
    public static readonly RuleId Wait = new("SA-07", "While there is no key, what the layer above asks for waits; what has not come back in the configuration for which it was sealed is sealed again for the next one.");

    /// <summary>SA-08.</summary>
    public static readonly RuleId Astray = new("SA-08", "What is sealed for another configuration than the one in which it is ordered, or for one that is not passed up, is nothing.");

    /// <summary>SA-09.</summary>
    public static readonly RuleId Forget = new("SA-09", "The key of a configuration is forgotten when the next one begins.");

    /// <summary>SA-10.</summary>
    public static readonly RuleId Reject = new("SA-10", "What does not open, comes out of its sender's count, or before all are ready, is rejected; so is a second word of one daemon that it is ready, one of a stranger, and, once all are ready, what was said before.");
}
