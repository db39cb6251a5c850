using Rekey.Core;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;
using static Rekey.Conformance.KeyTrees.TreeCases;

namespace Rekey.Conformance.KeyTrees;

/// <summary>Reports to the leader of a new view (K-01, K-02, K-21).</summary>
internal static class ReportCases
{
    /// <summary>Adds all cases.</summary>
    public static void AddTo(TreeCases all)
    {
        Accepted(all);
        RejectedForm(all);
        RejectedMeaning(all);
    }

    private static Stage LacksLast(TreeCases all) => all.Installed.Fork().Settle(static (m, _) => m is not Report || m.Header.Sender == M4);

    private static Stage Second(TreeCases all) => all.Keyed.Fork().Next(M1, M2, M3, M4, M5);

    private static void Accepted(TreeCases all)
    {
        var blocked = all.Installed.Fork();
        blocked.Feed(M1, BlockRequested.Instance);
        all.Add("report-newcomer", "K-02", "the empty path of a newcomer", "m1-gathers", all.Installed, M1, M2, Of(all.Installed, M2));
        all.Add("report-last", "K-10", "the last report: the tree goes out, and the leader's own messages", "m1-lacks-one-report", LacksLast(all), M1, M4, Of(all.Installed, M4));
        all.Add("report-blocked", "T-06", "a report that comes while blocked is ignored", "m1-gathering-blocked", blocked, M1, M2, Of(all.Installed, M2));
        var second = Second(all);
        all.Add("report-path", "K-02", "the path in the tree of view 1", "m1-gathers-view-2", second, M1, M4, Of(second, M4));
        all.Add("report-long-path", "K-02", "a path of 40 keys; it may be true as far as one report tells", "m1-gathers-view-2", second, M1, M4, Path(all, second, 40));
        if (!all.Protocol.HasServer)
        {
            var last = second.Fork().Settle(static (m, _) => m is not Report || m.Header.Sender == M4);
            var claimed = PathUnion.PathOf(((TreeMember)second[M2]).Ring!.Tree, M2);
            all.Add("report-contradiction", "K-10", "m4 reports the path of m2: all of their tree count as newcomers", "m1-lacks-one-report-view-2", last, M1, M4,
                all.Forger.Sign1(TreeFields.Report(FirstRun(second), "m4", [.. claimed.Select(static s => TreeFields.Step(s.Name, s.Position, s.Arity))]), M4));
        }
    }

    private static void RejectedForm(TreeCases all)
    {
        Case("report-arity-zero", "W-15", "a key with no children", 0, 0);
        Case("report-position", "W-15", "child 2 of 2, counted from 0", 2, 2);
        Case("report-arity", "K-21", "a key with three children where the degree is 2", 0, 3);
        if (all.Prefix == "o")
        {
            all.Add("report-too-long", "K-21", "a path of 1,025 keys", "m1-gathers-view-2", Second(all), M1, M4, Path(all, Second(all), 1_025));
        }

        void Case(string id, string rule, string note, uint position, uint arity)
        {
            var second = Second(all);
            all.Add(id, rule, note, "m1-gathers-view-2", second, M1, M4,
                all.Forger.Sign1(TreeFields.Report(FirstRun(second), "m4", TreeFields.Step(new KeyName(FirstRun(all.Keyed), 0), position, arity)), M4));
        }
    }

    private static void RejectedMeaning(TreeCases all)
    {
        var told = LacksLast(all);
        var epoch = FirstRun(all.Installed);
        all.Add("report-twice", "K-21", "m2's report again", "m1-lacks-one-report", told, M1, M2, Of(all.Installed, M2));
        all.Add("report-changed", "K-21", "another report of m2", "m1-lacks-one-report", told, M1, M2,
            all.Forger.Sign1(TreeFields.Report(epoch, "m2", TreeFields.Step(new KeyName(epoch, 0), 0, 2)), M2));
        all.Add("report-late", "K-21", "m2's report when the tree has gone out", "m1-leads", all.Gathered, M1, M2, Of(all.Installed, M2));
        all.Add("report-to-member", "T-10", "a report that reaches a member that does not lead", "m3-reports", all.Installed, M3, M2, Of(all.Installed, M2));
        all.Add("report-other-view", "T-09", "a report of view 2", "m1-gathers", all.Installed, M1, M2,
            all.Forger.Sign1(TreeFields.Report(new Epoch(Group, new ViewId(2, M1), 1), "m2"), M2));
        all.Add("report-other-run", "T-11", "a report of run 2", "m1-gathers", all.Installed, M1, M2, all.Forger.Sign1(TreeFields.Report(epoch with { Run = 2 }, "m2"), M2));
        all.Add("report-not-member", "T-10", "a report of a process that is known, but not in the view", "m1-gathers", all.Installed, M1, Outsider,
            all.Forger.Sign1(TreeFields.Report(epoch, "x1"), Outsider));
    }

    private static byte[] Of(Stage stage, MemberId sender) => Bytes(stage, M1, m => m is Report && m.Header.Sender == sender);

    private static byte[] Path(TreeCases all, Stage stage, int length) => all.Forger.Sign1(
        TreeFields.Report(FirstRun(stage), "m4", [.. Enumerable.Range(0, length).Select(i => TreeFields.Step(new KeyName(FirstRun(all.Keyed), (uint)i), 0, 2))]), M4);
}
