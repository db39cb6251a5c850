using Rekey.Core;
using Rekey.KeyTrees.Trees;
using static Rekey.Conformance.Forger;

namespace Rekey.Conformance.KeyTrees;

/// <summary>Messages of the key-tree protocols, written by hand field by field (spec/wire/rekey.cddl), so that any field can be wrong.</summary>
internal static class TreeFields
{
    private const int ReportType = 5;
    private const int TreeType = 6;
    private const int SecretType = 7;
    private const int EncryptedType = 8;

    /// <summary>A path step.</summary>
    public static byte[] Step(KeyName name, uint position, uint arity) => Map([.. Name(0, name), (3, Int(position)), (4, Int(arity))]);

    /// <summary>A leaf of a tree.</summary>
    public static byte[] Leaf(string member) => Map((0, Int(0)), (1, Text(member)));

    /// <summary>A branch of a tree; its children follow.</summary>
    public static byte[] Branch(KeyName name, long children, long head = 0) => Map([(0, Int(children)), (2, Int(head)), .. Name(3, name)]);

    /// <summary>A tree's nodes in preorder.</summary>
    public static List<byte[]> Nodes(KeyTree tree) => tree is Branch branch
        ? [Branch(branch.Name, branch.Children.Length, branch.Head), .. branch.Children.SelectMany(Nodes)]
        : [Leaf(tree.Leader.ToString())];

    /// <summary>A new key on the secure channel.</summary>
    public static byte[] Secret(long number, byte[] key) => Map((0, Int(number)), (1, Blob(key)));

    /// <summary>A new key under another.</summary>
    public static byte[] Wrapped(long number, KeyName under, byte[] ciphertext) => Map([(0, Int(number)), .. Name(1, under), (4, Blob(ciphertext))]);

    /// <summary>A report.</summary>
    public static byte[] Report(Epoch epoch, string sender, params IReadOnlyList<byte[]> path) => Message(ReportType, epoch, sender, (10, List(path)));

    /// <summary>A tree announcement.</summary>
    public static byte[] Tree(Epoch epoch, string sender, params IReadOnlyList<byte[]> nodes) => Message(TreeType, epoch, sender, (10, List(nodes)));

    /// <summary>New keys on the secure channel.</summary>
    public static byte[] Secrets(Epoch epoch, string sender, long index, params IReadOnlyList<byte[]> keys) =>
        Message(SecretType, epoch, sender, (10, Int(index)), (11, List(keys)));

    /// <summary>New keys under others.</summary>
    public static byte[] Wraps(Epoch epoch, string sender, long index, params IReadOnlyList<byte[]> keys) =>
        Message(EncryptedType, epoch, sender, (10, Int(index)), (11, List(keys)));

    private static byte[] Message(int type, Epoch epoch, string sender, params (long, byte[])[] body) => Map(
    [
        (0, Int(1)), (1, Int(type)), (2, Text("g")), (3, View(epoch.View.Counter, epoch.View.Proposer.ToString())), (4, Int(epoch.Run)), (5, Text(sender)), .. body,
    ]);

    private static (long, byte[])[] Name(int label, KeyName name) =>
        [(label, View(name.Epoch.View.Counter, name.Epoch.View.Proposer.ToString())), (label + 1, Int(name.Epoch.Run)), (label + 2, Int(name.Number))];
}
