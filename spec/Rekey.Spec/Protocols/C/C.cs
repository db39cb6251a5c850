using Rekey.Core;
using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>Protocol C (paper A, section 3): the rules of its plans. Prose: spec/protocols/c.md.</summary>
public static class C
{
    /// <summary>C-01.</summary>
    public static readonly RuleId Server = new("C-01", "The leader of the view is the key server: it chooses every key, holds every key, and has no leaf.");

    /// <summary>C-02.</summary>
    public static readonly RuleId Register = new("C-02", "A member that is new to the server gets an individual key on the secure channel.");

    /// <summary>C-03.</summary>
    public static readonly RuleId OneMulticast = new("C-03", "All other new keys go in one multicast, each encrypted under the key of every child.");

    /// <summary>C-04.</summary>
    public static readonly RuleId NewServer = new("C-04", "A tree lives as long as its server: a leader that did not make the tree registers every member anew.");

    /// <summary>The specification with the paper's trees.</summary>
    public static ProtocolSpec Specification { get; } = Of("C", "", KeyTreeExpectations.Paper) with { Order = 20, Costs = CCosts.Sheet };

    /// <summary>The specification with balanced trees.</summary>
    public static ProtocolSpec Balanced { get; } = Of("C-balanced", ", balanced trees", KeyTreeExpectations.Balanced) with { Order = 60 };

    private static ProtocolSpec Of(string name, string trees, IReadOnlyList<Expectation> expectations) => new(
        name,
        "A key server chooses all keys and multicasts them in one message" + trees,
        "Optimized Group Rekey for Group Communication Systems, section 3",
        KeyTreeTable.Server,
        [
            .. RuleBook.Of(typeof(C)), .. RuleBook.Of(typeof(KeyTreeRules)), .. RuleBook.Of(typeof(TerminationRules)),
            .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules)),
        ],
        expectations)
    {
        TableName = KeyTreeTable.ServerName,
        RevealingSizes = ProtocolSpec.TreeSizes,
        Unvisited = [.. Unvisited.Rules(UnvisitedReasons.Plans, UnvisitedReasons.Numbered("C", 1, 4)), .. Unvisited.Rules("the server sends everything itself, in order, and the plan goes first", "K-14")],
    };
}
