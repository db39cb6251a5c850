using Rekey.Core;

namespace Rekey.Spec.Layers;

/// <summary>One order of messages in a ring of daemons. Prose: spec/layers/ordering.md.</summary>
public static class OrderingRules
{
    /// <summary>OR-01.</summary>
    public static readonly RuleId Ring = new("OR-01", "A ring is a configuration, in the order of names; the smallest leads, and has the token first; a daemon hears of no other ring, nor of its own before it begins.");

    /// <summary>OR-02.</summary>
    public static readonly RuleId Take = new("OR-02", "A token is taken from the daemon before, once in a round: the leader takes the round that it began last, and begins the next; each other takes the one after its last.");

    /// <summary>OR-03.</summary>
    public static readonly RuleId Repeat = new("OR-03", "A token that does not come back is repeated by the leader, and counted; who has had it sends its own on again, once for each count; after so many as it can count the ring is silent.");

    /// <summary>OR-04.</summary>
    public static readonly RuleId Number = new("OR-04", "Who has the token gives the next numbers to what it was asked to send, in that order, and sends each message to all; what waits has no number.");

    /// <summary>OR-05.</summary>
    public static readonly RuleId Flow = new("OR-05", "In a visit so many messages are sent as window, personal window and the token's count allow, and none when the newest is too far ahead of what all have.");

    /// <summary>OR-06.</summary>
    public static readonly RuleId Request = new("OR-06", "What a daemon misses it asks for in the token, in every visit, as far as there is room; the first that has it sends it again and takes the request out, to all if several miss it.");

    /// <summary>OR-07.</summary>
    public static readonly RuleId Aru = new("OR-07", "A daemon sets the token's aru to its own if its own is smaller, if it was the last to set it, or if the aru was as high as the last number when the token came.");

    /// <summary>OR-08.</summary>
    public static readonly RuleId Stable = new("OR-08", "All have what is no higher than the aru that a daemon sends and the one that it sent a round before; that is kept no longer.");

    /// <summary>OR-09.</summary>
    public static readonly RuleId Deliver = new("OR-09", "Messages are delivered in the order of their numbers, each when all before it are and, if it is safe, when all have it.");

    /// <summary>OR-10.</summary>
    public static readonly RuleId Had = new("OR-10", "A message that is kept, or that all have, is nothing when it comes again.");

    /// <summary>OR-11.</summary>
    public static readonly RuleId Keep = new("OR-11", "The leader keeps a token that went round once with nothing to do when all was stable already, until there is something to send.");

    /// <summary>OR-12.</summary>
    public static readonly RuleId Hurry = new("OR-12", "Who has something to send and sends nothing yet asks the leader for the token, and asks again until it has come.");

    /// <summary>OR-13.</summary>
    public static readonly RuleId Spent = new("OR-13", "After the last number none is given: what is left waits for the next ring, and whoever has something left says so once; what has a number is delivered all the same.");

    /// <summary>OR-14.</summary>
    public static readonly RuleId Bad = new("OR-14", "What no right daemon of the ring sends is rejected.");
}
