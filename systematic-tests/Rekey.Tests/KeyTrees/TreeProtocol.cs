using Rekey.Core;
using Rekey.KeyTrees.B;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>A protocol that plans with key trees, as these tests see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">Its planner: tree, run, leader of the view.</param>
/// <param name="HasServer">Whether the leader of the view has no leaf, and every leaf a key of its own.</param>
internal sealed record TreeProtocol(string Name, Func<KeyTree, Epoch, MemberId, Plan> Of, bool HasServer = false)
{
    public static readonly TreeProtocol C = new("C", CPlan.Of, HasServer: true);
    public static readonly TreeProtocol B = new("B", BPlan.Of);
    public static readonly TreeProtocol O = new("O", OPlan.Of);
    public static readonly TreeProtocol O3 = new("O3", O3Plan.Of);

    public static IReadOnlyList<TreeProtocol> All { get; } = [C, B, O, O3];

    public static TreeProtocol Find(string name) => All.Single(p => p.Name == name);

    /// <summary>What somebody brings along who brings nothing.</summary>
    public KeyTree Newcomer(MemberId member) => HasServer ? new Branch(default, [new Leaf(member)]) : new Leaf(member);

    public override string ToString() => Name;
}
