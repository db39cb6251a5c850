using Rekey.Core;
using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol O (paper A, section 4.2): the rules of its plans. Prose: spec/protocols/o.md.</summary>
public static class O
{
    /// <summary>O-01.</summary>
    public static readonly RuleId Stage1 = new("O-01", "Stage 1: the chooser of a key sends it on the secure channel to the representative of every child other than its head.");

    /// <summary>O-02.</summary>
    public static readonly RuleId Payload = new("O-02", "With a key go all keys above it that the same member chose, from head to parent.");

    /// <summary>O-03.</summary>
    public static readonly RuleId Together = new("O-03", "All sends of stage 1 are made at once; none waits for another.");

    /// <summary>O-04.</summary>
    public static readonly RuleId Chain = new("O-04", "Stage 2: who received keys for a subtree encrypts the lowest under the key of the subtree, and each other one under the one below it.");

    /// <summary>O-05.</summary>
    public static readonly RuleId KeptHead = new("O-05", "Who chose keys above a subtree that keeps its key encrypts them, in the same chain, under that key.");

    /// <summary>O-06.</summary>
    public static readonly RuleId OneCast = new("O-06", "A member puts all its encryptions into one multicast, sent when it has received its part of stage 1.");

    /// <summary>The specification with the paper's trees.</summary>
    public static ProtocolSpec Specification { get; } = Of("O", "", KeyTreeExpectations.Paper) with { Order = 40, Costs = OCosts.Sheet };

    /// <summary>The specification with balanced trees.</summary>
    public static ProtocolSpec Balanced { get; } = Of("O-balanced", ", balanced trees", KeyTreeExpectations.Balanced) with { Order = 80 };

    private static ProtocolSpec Of(string name, string trees, IReadOnlyList<Expectation> expectations) => new(
        name,
        "Members exchange keys in two rounds: secure sends, then encryptions" + trees,
        "Optimized Group Rekey for Group Communication Systems, section 4.2",
        KeyTreeTable.Distributed,
        [
            .. RuleBook.Of(typeof(O)), .. RuleBook.Of(typeof(KeyTreeRules)), .. RuleBook.Of(typeof(TerminationRules)),
            .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules)),
        ],
        expectations)
    {
        TableName = KeyTreeTable.DistributedName,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [.. Unvisited.Rules(UnvisitedReasons.Plans, UnvisitedReasons.Numbered("O", 1, 6))],
    };
}
