using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;

namespace Rekey.Tests.KeyTrees;

/// <summary>A protocol that plans with key trees, as these tests see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">Its planner: tree, run, leader of the view.</param>
/// <param name="HasServer">Whether the leader of the view has no leaf, and every leaf a key of its own.</param>
internal sealed record TreeProtocol(string Name, Func<KeyTree, Epoch, MemberId, Plan> Of, bool HasServer = false)
{
    public static IReadOnlyList<TreeProtocol> All { get; } =
    [
        .. ProtocolRegistry.Forms.OfType<KeyTreeProtocol>().Where(static p => p.Policy is PaperPolicy)
            .Select(static p => new TreeProtocol(p.Spec.Name, p.Plan.Invoke, p.HasServer)),
    ];

    public static readonly TreeProtocol C = Find("C");
    public static readonly TreeProtocol B = Find("B");
    public static readonly TreeProtocol O = Find("O");
    public static readonly TreeProtocol O3 = Find("O3");

    public static TreeProtocol Find(string name) => All.Single(p => p.Name == name);

    /// <summary>What somebody brings along who brings nothing.</summary>
    public KeyTree Newcomer(MemberId member) => HasServer ? new Branch(default, [new Leaf(member)]) : new Leaf(member);

    public override string ToString() => Name;
}
