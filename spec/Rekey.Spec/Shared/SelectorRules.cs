using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>Which key agreement and which suite a group uses. Prose: spec/protocols/selector.md.</summary>
public static class SelectorRules
{
    /// <summary>SEL-01.</summary>
    public static readonly RuleId Policy = new("SEL-01", "A policy gives a group the name of a protocol and the number of a suite; groups that have none of their own have the default.");

    /// <summary>SEL-02.</summary>
    public static readonly RuleId Known = new("SEL-02", "A policy whose protocol or suite is not known is refused when it is made, with what is known; nothing is chosen in its place.");

    /// <summary>SEL-03.</summary>
    public static readonly RuleId Agreed = new("SEL-03", "All members of a group have the same policy for it; what is said under another one is rejected, and no protocol or suite is ever negotiated.");

    /// <summary>SEL-04.</summary>
    public static readonly RuleId Apart = new("SEL-04", "Every group has a machine of its own; groups share long-term keys and nothing else, and a message of one is rejected in every other.");

    /// <summary>SEL-05.</summary>
    public static readonly RuleId Fixed = new("SEL-05", "Policies are values: another policy is another selector, and a machine keeps what it was made with.");
}
