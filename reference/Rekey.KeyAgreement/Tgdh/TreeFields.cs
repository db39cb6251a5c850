using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>A tree as a list of nodes in preorder: a leaf has a member, a branch has two children, either may have a blinded key. Members' own keys are never written.</summary>
internal static class TreeFields
{
    /// <summary>No tree is higher; a list that would make one is rejected.</summary>
    public const int MaxHeight = 1024;

    /// <summary>Writes a tree.</summary>
    public static void Write(IFieldWriter writer, KeyNode tree)
    {
        var nodes = new List<KeyNode>();
        Collect(tree, nodes);
        writer.Items(10, "nodes", nodes.Count, (i, item) =>
        {
            item.Number(0, "children", nodes[i] is KeyBranch ? 2u : 0);
            if (nodes[i] is KeyLeaf leaf)
            {
                item.Member(1, "member", leaf.Member);
            }

            var blinded = nodes[i].Blinded;
            item.Items(2, "blinded", blinded is null ? 0 : 1, (_, key) => key.Element(0, "key", blinded!));
        });
    }

    /// <summary>Reads a tree; a lone unknown leaf after an error.</summary>
    public static KeyNode Read(IFieldReader reader)
    {
        var nodes = reader.Items(10, "nodes", ReadNode);
        var done = new Stack<KeyNode>();
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            var (isBranch, member, blinded) = nodes[i];
            if (!isBranch)
            {
                done.Push(new KeyLeaf(member, blinded, null));
            }
            else if (done.Count < 2)
            {
                return Fail(reader);
            }
            else
            {
                var left = done.Pop();
                done.Push(new KeyBranch(left, done.Pop()).With(blinded, null));
            }
        }

        return done.Count == 1 && done.Peek().Height <= MaxHeight ? done.Pop() : Fail(reader);
    }

    /// <summary>For example <c>((m1 m2)? m3)</c>, where nodes without a blinded key have a question mark.</summary>
    public static string Text(KeyNode tree)
    {
        var mark = tree.Blinded is null ? "?" : "";
        return tree is KeyBranch branch ? $"({Text(branch.Left)} {Text(branch.Right)}){mark}" : $"{tree.Last}{mark}";
    }

    private static (bool IsBranch, MemberId Member, CryptoValue? Blinded) ReadNode(IFieldReader reader)
    {
        var children = reader.Number(0, "children");
        if (children is not (0 or 2))
        {
            reader.Reject(RejectionKind.OutOfRange, "children", "0 or 2");
        }

        var member = children == 0 ? reader.Member(1, "member") : default;
        ImmutableArray<CryptoValue> blinded = reader.Items(2, "blinded", static key => key.Element(0, "key"));
        if (blinded.Length > 1)
        {
            reader.Reject(RejectionKind.OutOfRange, "blinded", "at most one");
        }

        return (children != 0, member, blinded.Length == 1 ? blinded[0] : null);
    }

    private static KeyNode Fail(IFieldReader reader)
    {
        reader.Reject(RejectionKind.WrongTree, "nodes", $"one tree in preorder, at most {MaxHeight} high");
        return new KeyLeaf(default, null, null);
    }

    private static void Collect(KeyNode tree, List<KeyNode> nodes)
    {
        nodes.Add(tree);
        if (tree is KeyBranch branch)
        {
            Collect(branch.Left, nodes);
            Collect(branch.Right, nodes);
        }
    }
}
