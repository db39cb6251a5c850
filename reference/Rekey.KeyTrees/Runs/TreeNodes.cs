using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;

namespace Rekey.KeyTrees.Runs;

/// <summary>Names of keys as fields: view, run, number.</summary>
internal static class KeyNames
{
    /// <summary>Writes a name under three labels; gives the next label.</summary>
    public static int Write(IFieldWriter writer, int label, KeyName name)
    {
        writer.View(label, "view", name.Epoch.View);
        writer.Number(label + 1, "run", name.Epoch.Run);
        writer.Number(label + 2, "number", name.Number);
        return label + 3;
    }

    /// <summary>Reads a name from three labels; the group is that of the message.</summary>
    public static KeyName Read(IFieldReader reader, int label, GroupId group) =>
        new(new Epoch(group, reader.View(label, "view"), reader.Number(label + 1, "run", least: 1)), reader.Number(label + 2, "number"));
}

/// <summary>Key trees as a list of nodes in preorder: a leaf is a member, a branch has a number of children, a head and a name.</summary>
internal static class TreeNodes
{
    /// <summary>No tree is higher; a list that would make one is rejected.</summary>
    public const int MaxHeight = 1024;

    private const int Label = 10;

    /// <summary>Writes a tree.</summary>
    public static void Write(IFieldWriter writer, KeyTree tree)
    {
        var nodes = new List<KeyTree>();
        Collect(tree, nodes);
        writer.Items(Label, "nodes", nodes.Count, (i, w) =>
        {
            if (nodes[i] is Branch branch)
            {
                w.Number(0, "children", (uint)branch.Children.Length);
                w.Number(2, "head", (uint)branch.Head);
                KeyNames.Write(w, 3, branch.Name);
            }
            else
            {
                w.Number(0, "children", 0);
                w.Member(1, "member", nodes[i].Leader);
            }
        });
    }

    /// <summary>Reads a tree; a lone unknown leaf after an error.</summary>
    public static KeyTree Read(IFieldReader reader, GroupId group)
    {
        var nodes = reader.Items(Label, "nodes", r => ReadNode(r, group));
        var done = new Stack<KeyTree>();
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            if (nodes[i] is not Inner inner)
            {
                done.Push((Leaf)nodes[i]);
            }
            else if (inner.Children > done.Count)
            {
                return Fail(reader);
            }
            else
            {
                var children = ImmutableArray.CreateBuilder<KeyTree>((int)inner.Children);
                while (children.Count < children.Capacity)
                {
                    children.Add(done.Pop());
                }

                var branch = new Branch(inner.Name, children.MoveToImmutable(), (int)inner.Head);
                if (branch.Height > MaxHeight)
                {
                    return Fail(reader);
                }

                done.Push(branch);
            }
        }

        return done.Count == 1 ? done.Pop() : Fail(reader);
    }

    private static KeyTree Fail(IFieldReader reader)
    {
        reader.Reject(RejectionKind.WrongTree, "nodes", $"one tree in preorder, at most {MaxHeight} high");
        return new Leaf(default);
    }

    /// <summary>A leaf, or what stands of a branch.</summary>
    private static object ReadNode(IFieldReader reader, GroupId group)
    {
        var children = reader.Number(0, "children");
        if (children == 0)
        {
            return new Leaf(reader.Member(1, "member"));
        }

        var head = reader.Number(2, "head");
        if (head >= children)
        {
            reader.Reject(RejectionKind.OutOfRange, "head", "a child");
        }

        return new Inner(children, head, KeyNames.Read(reader, 3, group));
    }

    private sealed record Inner(uint Children, uint Head, KeyName Name);

    private static void Collect(KeyTree tree, List<KeyTree> nodes)
    {
        nodes.Add(tree);
        if (tree is Branch branch)
        {
            foreach (var child in branch.Children)
            {
                Collect(child, nodes);
            }
        }
    }
}
