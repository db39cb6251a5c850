using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>What one member can tell of a tree (K-11): its height has a limit, which single joins under the paper's policy reach.</summary>
public sealed class TreeCheckTests
{
    [Theory]
    [InlineData(1_024, null)]
    [InlineData(1_025, "a tree at most 1024 high")]
    public void A_tree_has_a_greatest_height(int height, string? objection)
    {
        MemberId[] members = [.. Enumerable.Range(0, height + 1).Select(i => MemberId.Parse($"m{i:D4}"))];
        var view = new View(new ViewId(7, members[0]), [.. members]);
        var tree = members.Skip(1).Aggregate((KeyTree)new Leaf(members[0]), static (below, member) => new Branch(default, [below, new Leaf(member)]));
        var epoch = new Epoch(Anywhere.Group, view.Id, 1);

        tree.Height.ShouldBe(height);
        TreeCheck.Objection(Naming.Name(tree, epoch), epoch, view, ODefinition.Paper).ShouldBe(objection);
    }
}
