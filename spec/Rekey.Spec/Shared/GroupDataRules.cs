using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>How group keys are used; the same for every protocol. Prose: spec/protocols/group-data.md.</summary>
public static class GroupDataRules
{
    /// <summary>D-01.</summary>
    public static readonly RuleId Send = new("D-01", "A payload is sent under the newest committed key of the current view, with its epoch in the header.");

    /// <summary>D-02.</summary>
    public static readonly RuleId SendLater = new("D-02", "While blocked, or while the view has no committed key, payloads wait.");

    /// <summary>D-03.</summary>
    public static readonly RuleId Receive = new("D-03", "A payload under any committed key of the current view is delivered, once, in the sender's order.");

    /// <summary>D-04.</summary>
    public static readonly RuleId ReceiveLater = new("D-04", "A payload under the staged key waits for ProtoDone.");

    /// <summary>D-05.</summary>
    public static readonly RuleId Undecipherable = new("D-05", "A payload under an unknown epoch or key, or that does not authenticate, is rejected and never delivered.");

    /// <summary>D-06.</summary>
    public static readonly RuleId Replay = new("D-06", "A payload whose sequence number is not the next of its sender in its epoch is rejected.");
}
