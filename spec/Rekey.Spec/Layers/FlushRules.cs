using Rekey.Core;

namespace Rekey.Spec.Layers;

/// <summary>Virtual synchrony over extended virtual synchrony, in the client. Prose: spec/layers/flush.md.</summary>
public static class FlushRules
{
    /// <summary>FL-01.</summary>
    public static readonly RuleId Join = new("FL-01", "A process asks to join once; it begins alone, and flushes its own first change unasked.");

    /// <summary>FL-02.</summary>
    public static readonly RuleId Change = new("FL-02", "A membership is a change: it waits in line, and the member is asked once to flush, however many follow.");

    /// <summary>FL-03.</summary>
    public static readonly RuleId Flush = new("FL-03", "A member that flushes says so to all, in the order of its own messages, and sends no more until the next view.");

    /// <summary>FL-04.</summary>
    public static readonly RuleId CountOk = new("FL-04", "A flush-ok counts for the change in line that it names, of a member of it, once; any other is of no consequence.");

    /// <summary>FL-05.</summary>
    public static readonly RuleId Install = new("FL-05", "The change at the head of the line is installed when all its members have flushed for it.");

    /// <summary>FL-06.</summary>
    public static readonly RuleId Collapse = new("FL-06", "When members go, each waiting change with one of them that has not flushed for it is taken out of the line; who has flushed already flushes again for the new head, unasked.");

    /// <summary>FL-07.</summary>
    public static readonly RuleId Early = new("FL-07", "Until a member knows that all have installed its view, it tags what it sends in less than causal order; who has not installed that view keeps it until then.");

    /// <summary>FL-08.</summary>
    public static readonly RuleId Installed = new("FL-08", "A member that has installed the last change in line says so; when all members have, tags are needed no more.");

    /// <summary>FL-09.</summary>
    public static readonly RuleId Strangers = new("FL-09", "What comes from a process that is not in the installed view, or has left it since, is dropped; so is what is for others.");

    /// <summary>FL-10.</summary>
    public static readonly RuleId Send = new("FL-10", "A member sends in its view until it flushes; in between, what it wants to send waits for the next view.");

    /// <summary>FL-11.</summary>
    public static readonly RuleId Signal = new("FL-11", "The first transitional signal of a view, or the first loss of a member, is passed on, and no other.");

    /// <summary>FL-12.</summary>
    public static readonly RuleId Leave = new("FL-12", "A member that leaves takes no part any more from when it asks, and is told when it is out.");

    /// <summary>FL-13.</summary>
    public static readonly RuleId Deliver = new("FL-13", "What a member of the installed view sent is delivered as it comes.");

    /// <summary>FL-14.</summary>
    public static readonly RuleId Parted = new("FL-14", "Between a view and a change that brings back a member that had gone from it comes a view of the client alone.");
}
