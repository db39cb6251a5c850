using Rekey.Core;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;
using static Rekey.Conformance.KeyTrees.TreeCases;
using static Rekey.Conformance.KeyTrees.TreeFields;

namespace Rekey.Conformance.KeyTrees;

/// <summary>The leader's tree (K-10, K-11), most of the time at m4.</summary>
internal static class AnnouncementCases
{
    /// <summary>Adds all cases.</summary>
    public static void AddTo(TreeCases all)
    {
        Accepted(all);
        RejectedOrigin(all);
        RejectedForm(all);
        RejectedMembers(all);
        RejectedNames(all);
        RejectedKept(all);
    }

    private static List<byte[]> Honest(TreeCases all) => Nodes(PlanOf(all.Gathered).Tree);

    private static byte[] Announced(Stage stage) => Bytes(stage, M4, static m => m is TreeAnnouncement);

    private static void Case(TreeCases all, string id, string rule, string note, IReadOnlyList<byte[]> nodes) =>
        all.Add(id, rule, note, "m4-reports", all.Gathered, M4, M1, all.Forger.Sign1(Tree(FirstRun(all.Gathered), "m1", nodes), M1));

    private static void Accepted(TreeCases all)
    {
        var blocked = all.Gathered.Fork();
        blocked.Feed(M4, BlockRequested.Instance);
        all.Add("tree", "K-11", "the tree of the first run: every key is new", "m4-reports", all.Gathered, M4, M1, Announced(all.Gathered));
        all.Add("tree-blocked", "T-06", "a tree that comes while blocked is ignored", "m4-blocked", blocked, M4, M1, Announced(all.Gathered));
        all.Add("tree-kept", "K-11", "the tree of view 2 keeps that of view 1 below a new root", "m4-reports-view-2", all.Joined, M4, M1, Announced(all.Joined));
        all.Add("tree-newcomer", "K-11", "the same at the member that joined", "m5-reports-view-2", all.Joined, M5, M1, Announced(all.Joined));
        var refresh = all.Keyed.Fork();
        refresh.Feed(M1, RefreshRequested.Instance);
        var run2 = refresh.BytesOf(refresh.Find(M4, static m => m is TreeAnnouncement { Header.Run: 2 }));
        all.Add("tree-refresh", "K-11", "the tree of a refresh: only the root is new", "m4-keyed", all.Keyed, M4, M1, run2);
        if (!all.Protocol.HasServer)
        {
            var led = all.Keyed.Fork().Next(Early, M1, M2, M3, M4).Settle(static (m, _) => m is not Rekey.KeyTrees.Runs.Report);
            all.Add("tree-complete", "K-16", "a1 joins and leads; m1 chooses the one new key, sends all at once and acknowledges", "m1-reports-to-a1", led, M1, Early,
                Bytes(led, M1, static m => m is TreeAnnouncement));
        }
    }

    private static void RejectedOrigin(TreeCases all)
    {
        var (epoch, nodes) = (FirstRun(all.Gathered), Honest(all));
        all.Add("tree-not-leader", "T-10", "a tree from a member that does not lead", "m4-reports", all.Gathered, M4, M3, all.Forger.Sign1(Tree(epoch, "m3", nodes), M3));
        all.Add("tree-again", "T-11", "the same tree again", "m4-has-tree", all.Told, M4, M1, Announced(all.Told));
        var other = Nodes(PlanOf(all.Gathered).Tree);
        (other[^1], other[^2]) = all.Protocol.HasServer ? (other[^1], Branch(PlanOf(all.Gathered).Tree.PathTo(M4)[^1].Name with { Number = 7 }, 1)) : (other[^2], other[^1]);
        all.Add("tree-second", "T-11", "a second tree in the same run, which says something else", "m4-has-tree", all.Told, M4, M1, all.Forger.Sign1(Tree(epoch, "m1", other), M1));
        all.Add("tree-other-view", "T-09", "a tree of view 2", "m4-reports", all.Gathered, M4, M1, all.Forger.Sign1(Tree(new Epoch(Group, new ViewId(2, M1), 1), "m1", nodes), M1));
        all.Add("tree-other-run", "T-11", "a tree of run 2", "m4-reports", all.Gathered, M4, M1, all.Forger.Sign1(Tree(epoch with { Run = 2 }, "m1", nodes), M1));
    }

    private static void RejectedForm(TreeCases all)
    {
        var (epoch, nodes) = (FirstRun(all.Gathered), Honest(all));
        Case(all, "tree-empty", "W-15", "no node and no member", []);
        Case(all, "tree-two", "W-15", "a leaf after the tree", [.. nodes, Leaf("m4")]);
        Case(all, "tree-cut", "W-15", "the last leaf is missing", [.. nodes.SkipLast(1)]);
        Case(all, "tree-head", "W-15", "the third child heads a key with two", [Branch(new KeyName(epoch, 0), 2, 2), .. nodes.Skip(1)]);
        Case(all, "tree-no-name", "W-15", "a leaf without a name in it", [.. nodes.SkipLast(1), Leaf("")]);
        Case(all, "tree-leaf-head", "W-15", "a leaf with a head", [.. nodes.SkipLast(1), Forger.Map((0, Forger.Int(0)), (1, Forger.Text("m4")), (2, Forger.Int(0)))]);
        Case(all, "tree-key-number", "W-15", "a key numbered 2^32", [Forger.Map(
            (0, Forger.Int(2)), (2, Forger.Int(0)), (3, Forger.View(1, "m1")), (4, Forger.Int(1)), (5, Forger.Int(1L << 32))), .. nodes.Skip(1)]);
        if (all.Prefix == "o")
        {
            Case(all, "tree-too-high", "W-15", "1,025 keys above each other",
                [.. Enumerable.Range(0, 1_025).Select(i => Branch(new KeyName(epoch, (uint)i), 1)), Leaf("m4")]);
            Case(all, "tree-10000", "W-07", "a tree of 10,000 members", [Branch(new KeyName(epoch, 0), 10_000), .. Enumerable.Range(0, 10_000).Select(static i => Leaf($"{i}"))]);
        }
    }

    private static void RejectedMembers(TreeCases all)
    {
        var (epoch, covered) = (FirstRun(all.Gathered), Covered(all).ToList());
        Case(all, "tree-lacks-member", "K-11", "no leaf for m2", Nodes(Of(covered.Where(static m => m != M2))));
        Case(all, "tree-member-twice", "K-11", "m3 twice and m2 not at all", Nodes(Of(covered.Select(static m => m == M2 ? M3 : m))));
        Case(all, "tree-stranger", "K-11", "a process that is not in the view", Nodes(Of(covered.Select(static m => m == M2 ? Outsider : m))));
        Case(all, "tree-one-leaf", "K-11", "one leaf and no key", [Leaf("m4")]);
        Case(all, "tree-one-member", "K-11", "one member below a key", [Branch(new KeyName(epoch, 0), 1), Leaf("m4")]);
        if (all.Protocol.HasServer)
        {
            Case(all, "tree-server-leaf", "K-11", "a leaf for the server", Nodes(Of(covered.Prepend(M1))));
            Case(all, "tree-no-individual-key", "K-11", "leaves without individual keys",
                [Branch(new KeyName(epoch, 0), 2), Leaf("m2"), Branch(new KeyName(epoch, 1), 2), Leaf("m3"), Leaf("m4")]);
            Case(all, "tree-too-wide", "K-11", "a key with three children where the degree is 2",
                [Branch(new KeyName(epoch, 0), 3), .. covered.SelectMany((m, i) => (byte[][])[Branch(new KeyName(epoch, (uint)i + 1), 1), Leaf(m.ToString())])]);
        }
        else
        {
            Case(all, "tree-too-wide", "K-11", "a key with four children where the degree is 2", [Branch(new KeyName(epoch, 0), 4), .. covered.Select(static m => Leaf(m.ToString()))]);
            Case(all, "tree-single-child", "K-11", "a key with one child", [Branch(new KeyName(epoch, 0), 1), .. Nodes(Naming.Name(Of(covered), epoch with { Run = 2 }))]);
        }

        KeyTree Of(IEnumerable<MemberId> members) => Naming.Name(all.Protocol.Policy.Next(members.Select(all.Protocol.Newcomer)), epoch);
    }

    private static void RejectedNames(TreeCases all)
    {
        var (epoch, tree) = (FirstRun(all.Gathered), PlanOf(all.Gathered).Tree);
        var above = tree.PathTo(M4)[^1].Name;
        Case(all, "tree-numbers", "K-11", "new keys that are not numbered in preorder", Renamed(above, above with { Number = above.Number + 1 }));
        Case(all, "tree-root-number", "K-11", "a root that is not the run's number 0", Renamed(new KeyName(epoch, 0), new KeyName(epoch, 9)));
        Case(all, "tree-root-kept", "K-11", "a root that is not new", Renamed(new KeyName(epoch, 0), Foreign(1, 0)));
        Case(all, "tree-kept-unknown", "K-11", "a key kept above m4 that it does not hold", Renamed(above, Foreign(1, 1)));
        Case(all, "tree-later-view", "K-11", "a key kept from a view that is to come", Renamed(above, Foreign(7, 1)));
        if (all.Protocol.HasServer)
        {
            Case(all, "tree-new-below-kept", "K-11", "new keys below one that is kept", Renamed(tree.PathTo(M4)[^2].Name, Foreign(1, 1)));
        }

        List<byte[]> Renamed(KeyName from, KeyName to) => Nodes(Rename(tree, from, to));
    }

    private static void RejectedKept(TreeCases all)
    {
        var (epoch, old) = (FirstRun(all.Joined), ((TreeMember)all.Joined[M4]).Ring!.Tree.PathTo(M4)[^1].Name);
        KeyName New(uint number) => new(epoch, number);
        List<byte[]> elsewhere = all.Protocol.HasServer
            ?
            [
                Branch(New(0), 2), Branch(old, 1), Leaf("m2"), Branch(New(1), 2), Branch(New(2), 1), Leaf("m3"),
                Branch(New(3), 2), Branch(New(4), 1), Leaf("m4"), Branch(New(5), 1), Leaf("m5"),
            ]
            : [Branch(New(0), 2), Branch(old, 2), Leaf("m1"), Leaf("m2"), Branch(New(1), 2), Leaf("m3"), Branch(New(2), 2), Leaf("m4"), Leaf("m5")];
        Kept("tree-kept-elsewhere", "a key of m4 kept above others: it could open what goes under it", elsewhere);
        List<byte[]> twice = all.Protocol.HasServer
            ?
            [
                Branch(New(0), 2), Branch(New(1), 2), Branch(Foreign(1, 5), 1), Leaf("m2"), Branch(Foreign(1, 5), 1), Leaf("m3"),
                Branch(New(2), 2), Branch(New(3), 1), Leaf("m4"), Branch(New(4), 1), Leaf("m5"),
            ]
            : [Branch(New(0), 2), Branch(Foreign(1, 5), 2), Leaf("m1"), Leaf("m2"), Branch(New(1), 2), Branch(Foreign(1, 5), 2), Leaf("m3"), Leaf("m5"), Leaf("m4")];
        Kept("tree-name-twice", "two kept keys with one name", twice);

        void Kept(string id, string note, List<byte[]> nodes) =>
            all.Add(id, "K-11", note, "m4-reports-view-2", all.Joined, M4, M1, all.Forger.Sign1(Tree(epoch, "m1", nodes), M1));
    }

    private static KeyName Foreign(uint view, uint number) => new(new Epoch(Group, new ViewId(view, Early), 1), number);

    private static IEnumerable<MemberId> Covered(TreeCases all) => all.Gathered.View.Members.Skip(all.Protocol.HasServer ? 1 : 0);

    private static KeyTree Rename(KeyTree tree, KeyName from, KeyName to) => tree is Branch branch
        ? new Branch(branch.Name == from ? to : branch.Name, [.. branch.Children.Select(c => Rename(c, from, to))], branch.Head)
        : tree;
}
