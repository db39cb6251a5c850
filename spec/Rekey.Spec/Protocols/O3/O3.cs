using Rekey.Core;
using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol O3 (paper A, section 4.3): the rules of its plans. Prose: spec/protocols/o3.md.</summary>
public static class O3
{
    /// <summary>O3-01.</summary>
    public static readonly RuleId Collector = new("O3-01", "The collector m_x of a run is the member that chooses the group key.");

    /// <summary>O3-02.</summary>
    public static readonly RuleId Forward = new("O3-02", "What stage 2 of O would multicast goes to the collector instead, in the clear and signed.");

    /// <summary>O3-03.</summary>
    public static readonly RuleId Bundle = new("O3-03", "The collector multicasts all of it in one message, when it has all of it.");

    /// <summary>The specification with the paper's trees.</summary>
    public static ProtocolSpec Specification { get; } = Of("O3", "", KeyTreeExpectations.Paper) with { Order = 50, Costs = O3Costs.Sheet };

    /// <summary>The specification with balanced trees.</summary>
    public static ProtocolSpec Balanced { get; } = Of("O3-balanced", ", balanced trees", KeyTreeExpectations.Balanced) with { Order = 90 };

    private static ProtocolSpec Of(string name, string trees, IReadOnlyList<Expectation> expectations) => new(
        name,
        "Protocol O, with one member that collects and multicasts all encryptions" + trees,
        "Optimized Group Rekey for Group Communication Systems, section 4.3",
        KeyTreeTable.Distributed,
        [
            .. RuleBook.Of(typeof(O3)), .. RuleBook.Of(typeof(O)), .. RuleBook.Of(typeof(KeyTreeRules)), .. RuleBook.Of(typeof(TerminationRules)),
            .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules)),
        ],
        expectations)
    {
        TableName = KeyTreeTable.DistributedName,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [.. Unvisited.Rules(UnvisitedReasons.Plans, [.. UnvisitedReasons.Numbered("O3", 1, 3), .. UnvisitedReasons.Numbered("O", 1, 6)])],
    };
}
