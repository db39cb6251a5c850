using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>Trees and blinded keys over bytes: what is written is read, and a list of nodes that is no tree is rejected.</summary>
public sealed class MessageCodecTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly ConcreteBinding Binding = new(Anywhere.Group, "tgdh codec", [M1]);
    private static readonly IKeyAgreementGroup Group = Binding.Suite.Agreement;
    private static readonly CryptoValue Some = Group.Raise(Group.Generator, Group.NewScalar(Binding.EntropyFor(M1)));
    private static readonly Header Head = new(Anywhere.Group, new ViewId(1, M1), 1, M1) { Stamp = new Stamp(1, 1) };

    [Theory]
    [InlineData("m1")]
    [InlineData("m1?")]
    [InlineData("((m1 m2)? (m3 (m4 m5)))?")]
    [InlineData("((((m1 m2) m3) m4) m5)")]
    public void A_tree_is_read_as_it_was_written(string tree)
    {
        var read = (ComponentTree)Open(new ComponentTree(Head, TreeText.Read(tree, Some))).Message!;

        TreeText.Marked(read.Tree).ShouldBe(tree);
        read.Text.ShouldBe(tree);
        TgdhRun.Nodes(read.Tree).ShouldAllBe(n => n.Key == null && (n.Blinded == null || n.Blinded.Equals(Some)));
    }

    /// <summary>A member's own keys are never written, not even by mistake.</summary>
    [Fact]
    public void Keys_are_not_written()
    {
        var tree = new KeyLeaf(M1, Some, Group.NewScalar(Binding.EntropyFor(M1)));

        ((ComponentTree)Open(new ComponentTree(Head, tree)).Message!).Tree.Key.ShouldBeNull();
    }

    [Fact]
    public void Blinded_keys_are_read_as_they_were_written()
    {
        ((BlindedKeys)Open(new BlindedKeys(Head, [Some, Group.Generator])).Message!).Keys.ShouldBe([Some, Group.Generator]);
        ((BlindedKeys)Open(new BlindedKeys(Head, [])).Message!).Keys.ShouldBeEmpty();
    }

    /// <summary>Lists of nodes: 0 is a leaf, 2 a branch, in preorder.</summary>
    [Theory]
    [InlineData(new uint[0], RejectionKind.WrongTree)]
    [InlineData(new uint[] { 2 }, RejectionKind.WrongTree)]
    [InlineData(new uint[] { 2, 0 }, RejectionKind.WrongTree)]
    [InlineData(new uint[] { 0, 0 }, RejectionKind.WrongTree)]
    [InlineData(new uint[] { 2, 0, 0, 0 }, RejectionKind.WrongTree)]
    [InlineData(new uint[] { 0, 0, 2 }, RejectionKind.WrongTree)]
    [InlineData(new uint[] { 3, 0, 0, 0 }, RejectionKind.OutOfRange)]
    [InlineData(new uint[] { 1, 0 }, RejectionKind.OutOfRange)]
    public void A_list_that_is_no_tree_is_rejected(uint[] children, RejectionKind kind)
    {
        var opened = Open(new Listed(Head, children));

        opened.Rejection.ShouldNotBeNull();
        opened.Rejection!.Kind.ShouldBe(kind);
    }

    [Property(MaxTest = 100)]
    public Property Any_list_of_nodes_is_read_or_rejected() => Prop.ForAll<bool[]>(branches =>
    {
        var opened = Open(new Listed(Head, [.. branches.Select(static b => b ? 2u : 0)]));
        var need = 1;
        foreach (var branch in branches)
        {
            need = need <= 0 ? -1 : need + (branch ? 1 : -1);
        }

        return (need == 0) == opened.Rejection is null;
    });

    /// <summary>A tree that is too high for any group is rejected before anything climbs it.</summary>
    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_tree_has_a_greatest_height(int height, bool isTree)
    {
        var chain = Enumerable.Range(0, height).SelectMany(static _ => new uint[] { 2, 0 }).Append(0u).ToArray();

        (Open(new Listed(Head, chain, IsBlinded: false)).Rejection is null).ShouldBe(isTree);
    }

    private static Opened Open(Message message) => Binding.Envelopes.Open(Binding.Envelopes.Sign(message), M1, TgdhDefinition.Protocol.Messages);

    /// <summary>Says of itself that it is a tree, and has any list of nodes.</summary>
    private sealed record Listed(Header Header, uint[] Children, bool IsBlinded = true) : Message(Header)
    {
        public override MessageType Type => ComponentTree.MessageType;

        public override void WriteFields(IFieldWriter writer) => writer.Items(10, "nodes", Children.Length, (i, item) =>
        {
            item.Number(0, "children", Children[i]);
            if (Children[i] == 0)
            {
                item.Member(1, "member", M1);
            }

            item.Items(2, "blinded", IsBlinded ? 1 : 0, (_, key) => key.Element(0, "key", Some));
        });
    }
}
