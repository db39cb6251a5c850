using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>The wire rule that a machine applies; the others bind the codec. Prose: spec/wire/wire-format.md.</summary>
public static class WireRules
{
    /// <summary>W-01.</summary>
    public static readonly RuleId Strict = new("W-01", "Bytes that are not exactly one well-formed, well-protected message of the group are rejected, with the first bad field named.");
}
