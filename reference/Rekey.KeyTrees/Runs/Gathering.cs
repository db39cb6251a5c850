using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;

namespace Rekey.KeyTrees.Runs;

/// <summary>What the leader of a new view makes of the reports: components, and from them the tree of the run (K-02, K-10).</summary>
public static class Gathering
{
    /// <summary>The tree; senders of reports that contradict each other count as newcomers (K-21).</summary>
    public static KeyTree TreeOf(RunMember<KeyRing, TreeRun> leader, KeyTreeProtocol protocol, Epoch epoch) =>
        Naming.Name(protocol.Policy.Next(Components(leader, protocol)), epoch);

    /// <summary>The tree in which all are newcomers: what is left where reports do not contradict each other and yet cannot all be true (K-21).</summary>
    public static KeyTree FromNothing(View view, KeyTreeProtocol protocol, Epoch epoch) =>
        Naming.Name(protocol.Policy.Next(Covered(view, protocol).Select(protocol.Newcomer)), epoch);

    /// <summary>Who has a leaf: all, or all but the server (C-01).</summary>
    private static IEnumerable<MemberId> Covered(View view, KeyTreeProtocol protocol) => view.Members.Skip(protocol.HasServer ? 1 : 0);

    private static IEnumerable<Component> Components(RunMember<KeyRing, TreeRun> leader, KeyTreeProtocol protocol)
    {
        var view = leader.View!;
        var bringing = Covered(view, protocol)
            .Select((m, i) => (Member: m, ((ToldPath)leader.Reports[i + (protocol.HasServer ? 1 : 0)]!).Path))
            .GroupBy(static r => r.Path.IsEmpty ? default : r.Path[0].Name);
        foreach (var group in bringing)
        {
            var members = group.ToList();
            if ((group.Key == default ? null : ComponentOf(leader, protocol, members)) is { } component)
            {
                yield return component;
                continue;
            }

            foreach (var (member, _) in members)
            {
                yield return protocol.Newcomer(member);
            }
        }
    }

    private static Component? ComponentOf(
        RunMember<KeyRing, TreeRun> leader, KeyTreeProtocol protocol, IReadOnlyList<(MemberId Member, ImmutableArray<PathStep> Path)> members)
    {
        if (!protocol.HasServer)
        {
            return PathUnion.Tree(members) is { } tree ? Component.Without(tree, static m => m == default) : null;
        }

        // A server knows its own tree, and no other server's (C-04).
        var ring = leader.Kept;
        var left = members.Select(static m => m.Member).ToHashSet();
        return ring is { IsServer: true, Tree: Branch root } && root.Name == members[0].Path[0].Name ? Component.Without(root, m => !left.Contains(m)) : null;
    }
}
