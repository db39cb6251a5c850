using System.Collections.Immutable;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>K-07: a key's head is one of its children. The bound is exact wherever a head comes from: code, or a peer's bytes.</summary>
public sealed class HeadTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly ConcreteBinding Binding = new(Anywhere.Group, "heads", [M1]);
    private static readonly Forger Forger = new(Binding.Suite, Binding.Directory, Anywhere.Group);

    public static TheoryData<int, int> ChildrenAndHeads()
    {
        var data = new TheoryData<int, int>();
        for (var children = 1; children <= 6; children++)
        {
            for (var head = 0; head <= children + 2; head++)
            {
                data.Add(children, head);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ChildrenAndHeads))]
    public void A_branch_has_a_child_for_a_head(int children, int head)
    {
        ImmutableArray<KeyTree> leaves = [.. Enumerable.Range(1, children).Select(static i => new Leaf(MemberId.Parse($"m{i}")))];
        if (head < children)
        {
            new Branch(default, leaves, head).Head.ShouldBe(head);
        }
        else
        {
            Should.Throw<ArgumentOutOfRangeException>(() => new Branch(default, leaves, head)).ParamName.ShouldBe("head");
        }

        Should.Throw<ArgumentOutOfRangeException>(() => new Branch(default, leaves, -1 - head)).ParamName.ShouldBe("head");
    }

    [Theory]
    [MemberData(nameof(ChildrenAndHeads))]
    public void A_peer_cannot_announce_a_head_that_is_no_child(int children, int head)
    {
        var nodes = Forger.List([Node(children, head), .. Enumerable.Range(1, children).Select(static i => Forger.Map((0, Forger.Int(0)), (1, Forger.Text($"m{i}"))))]);
        var opened = Open(6, (10, nodes));

        if (head < children)
        {
            ((Branch)((TreeAnnouncement)opened.Message!).Tree).Head.ShouldBe(head);
        }
        else
        {
            opened.Rejection.ShouldBe(new Rejection(RejectionKind.OutOfRange, "sign1.payload.nodes[0].head", "a child"));
        }
    }

    /// <summary>The same bound of a report: the position of a child among its siblings.</summary>
    [Theory]
    [MemberData(nameof(ChildrenAndHeads))]
    public void A_peer_cannot_report_a_position_that_is_no_child(int arity, int position)
    {
        var step = Forger.Map((0, Forger.View(1, "a")), (1, Forger.Int(1)), (2, Forger.Int(0)), (3, Forger.Int(position)), (4, Forger.Int(arity)));
        var opened = Open(5, (10, Forger.List([step])));

        if (position < arity)
        {
            var read = ((Report)opened.Message!).Path.ShouldHaveSingleItem();
            (read.Position, read.Arity).ShouldBe(((uint)position, (uint)arity));
        }
        else
        {
            opened.Rejection.ShouldBe(new Rejection(RejectionKind.OutOfRange, "sign1.payload.path[0].position", "a position below the arity"));
        }
    }

    private static byte[] Node(int children, int head) =>
        Forger.Map((0, Forger.Int(children)), (2, Forger.Int(head)), (3, Forger.View(1, "a")), (4, Forger.Int(1)), (5, Forger.Int(0)));

    private static Opened Open(int type, (long, byte[]) body) => Binding.Envelopes.Open(
        new CoseEnvelope(new Bytes(Forger.Sign1(
            Forger.Map((0, Forger.Int(1)), (1, Forger.Int(type)), (2, Forger.Text("g")), (3, Forger.View(3, "m1")), (4, Forger.Int(type == 5 ? 1 : 2)), (5, Forger.Text("m1")), body), M1))),
        M1, TreeMessages.Catalogue);
}
