using System.Collections.Immutable;
using Rekey.KeyTrees.Trees;

namespace Rekey.Conformance.KeyTrees;

/// <summary>Trees and paths in one line, with every name in full; conformance/formats/suite1.md explains the form.</summary>
internal static class TreeText
{
    /// <summary>For example <c>1.m1/1#0^1(m1 1.m1/1#1(m2 m3))</c>.</summary>
    public static string Of(KeyTree tree) => tree is Branch branch
        ? $"{branch.Name}{(branch.Head == 0 ? "" : $"^{branch.Head}")}({string.Join(' ', branch.Children.Select(Of))})"
        : tree.ToString()!;

    /// <summary>For example <c>1.m1/1#0 1/2, 1.m1/1#1 0/2</c>.</summary>
    public static string Of(ImmutableArray<PathStep> path) => string.Join(", ", path.Select(static s => $"{s.Name} {s.Position}/{s.Arity}"));
}
