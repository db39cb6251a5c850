using Rekey.Core;
using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol B (paper A, section 4): the rules of its plans. Prose: spec/protocols/b.md.</summary>
public static class B
{
    /// <summary>B-01.</summary>
    public static readonly RuleId AgreeSend = new("B-01", "In an agree, the chooser of a key sends it on the secure channel to the representative of every other child.");

    /// <summary>B-02.</summary>
    public static readonly RuleId AgreeCast = new("B-02", "In an agree, the representative of each child with a key of its own multicasts the new key under that key.");

    /// <summary>B-03.</summary>
    public static readonly RuleId Rounds = new("B-03", "An agree begins, at each of its representatives, when the agree of that child is over: when all its multicasts are seen.");

    /// <summary>The specification with the paper's trees.</summary>
    public static ProtocolSpec Specification { get; } = Of("B", "", KeyTreeExpectations.Paper) with { Order = 30, Costs = BCosts.Sheet };

    /// <summary>The specification with balanced trees.</summary>
    public static ProtocolSpec Balanced { get; } = Of("B-balanced", ", balanced trees", KeyTreeExpectations.Balanced) with { Order = 70 };

    private static ProtocolSpec Of(string name, string trees, IReadOnlyList<Expectation> expectations) => new(
        name,
        "Subtrees agree on keys, level by level" + trees,
        "Optimized Group Rekey for Group Communication Systems, section 4",
        KeyTreeTable.Distributed,
        [
            .. RuleBook.Of(typeof(B)), .. RuleBook.Of(typeof(KeyTreeRules)), .. RuleBook.Of(typeof(TerminationRules)),
            .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules)),
        ],
        expectations)
    {
        TableName = KeyTreeTable.DistributedName,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [.. Unvisited.Rules(UnvisitedReasons.Plans, UnvisitedReasons.Numbered("B", 1, 3))],
    };
}
