using Rekey.Core;

namespace Rekey.Spec.Architectures;

/// <summary>A rekey protocol in a client of its own. Prose: spec/architectures/layered.md.</summary>
public static class LayeredRules
{
    /// <summary>LY-01.</summary>
    public static readonly RuleId Join = new("LY-01", "A client joins when its application asks; its rekey protocol begins with the first view.");

    /// <summary>LY-02.</summary>
    public static readonly RuleId Silence = new("LY-02", "A client that is asked to be silent tells its rekey protocol, and says at once that it is.");

    /// <summary>LY-03.</summary>
    public static readonly RuleId Leave = new("LY-03", "A client that leaves has its rekey protocol forget everything first, and then asks to be let go.");

    /// <summary>LY-04.</summary>
    public static readonly RuleId Signal = new("LY-04", "Transitional signals, and the word that the client is out, are not passed to the rekey protocol.");
}
