using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>Trees and plans by hand, and as text that can be compared with the paper's.</summary>
internal static class TreeText
{
    public static Epoch Run(uint view, uint run = 1) => new(Anywhere.Group, new ViewId(view, MemberId.Parse("m1")), run);

    /// <summary>The tree that a view of newcomers gets.</summary>
    public static KeyTree Built(KeyTreeProtocol protocol, int members, uint view = 1) => Naming.Name(
        protocol.Policy.Next(Enumerable.Range(1, members).Skip(protocol.HasServer ? 1 : 0).Select(i => protocol.Newcomer(MemberId.Parse($"m{i:00}")))), Run(view));

    /// <summary>The tree after somebody has left.</summary>
    public static KeyTree Without(KeyTreeProtocol protocol, KeyTree tree, uint view, params string[] gone) => Naming.Name(
        protocol.Policy.Next([Component.Without(tree, m => gone.Contains(m.ToString()))!]), Run(view));

    /// <summary>The tree after groups have merged.</summary>
    public static KeyTree Merged(KeyTreeProtocol protocol, uint view, params KeyTree[] trees) => Naming.Name(protocol.Policy.Next(trees.Select(Component.Whole)), Run(view));

    /// <summary>A leaf, or a newcomer's individual key.</summary>
    public static KeyTree New(KeyTreeProtocol protocol, string name) => protocol.Newcomer(MemberId.Parse(name)).Tree;

    public static Plan PlanOf(KeyTreeProtocol protocol, KeyTree tree, uint view) => protocol.Plan(tree, Run(view), MemberId.Parse("m01"));

    /// <summary>The plan, a message a line: <c>m01->m02 #1 #0</c>, <c>m03->* #0/2#1</c>; a kept key is named by its view and number.</summary>
    public static string[] Lines(Plan plan, uint view) => [.. plan.Transmissions.Select(t =>
        $"{t.From}->{(t.IsMulticast ? "*" : t.To.ToString())} {string.Join(' ', t.Keys.Select(static k => $"#{k}").Concat(t.Wraps.Select(w => $"#{w.Key}/{Name(w.Under, view)}")))}")];

    /// <summary>Shape and new keys, for example <c>#0(#1(m01 m02) 1#2(m03 m04))</c>.</summary>
    public static string Of(KeyTree tree, uint view) => tree is Branch branch
        ? $"{Name(branch.Name, view)}({string.Join(' ', branch.Children.Select(c => Of(c, view)))})"
        : tree.ToString()!;

    private static string Name(KeyName name, uint view) => $"{(name.Epoch.View.Counter == view ? "" : name.Epoch.View.Counter)}#{name.Number}";
}
