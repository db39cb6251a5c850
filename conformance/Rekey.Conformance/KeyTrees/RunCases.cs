using Rekey.Core;
using Rekey.KeyTrees.Runs;
using Rekey.Runs;
using static Rekey.Conformance.KeyTrees.TreeCases;

namespace Rekey.Conformance.KeyTrees;

/// <summary>How a run ends, and how the next begins (K-16 to K-19, T-03 to T-05).</summary>
internal static class RunCases
{
    /// <summary>Adds all cases.</summary>
    public static void AddTo(TreeCases all)
    {
        Ends(all);
        Refreshes(all);
    }

    private static void Ends(TreeCases all)
    {
        var acked = all.Told.Fork().Settle(static (m, _) => m is Ack);
        var lacksOne = all.Told.Fork().Settle(static (m, _) => m is Ack && m.Header.Sender == M4);
        var first = Bytes(acked, M1, static m => m is Ack && m.Header.Sender == M2);
        all.Add("ack-first", "T-03", "the first of three acks", "m1-complete", acked, M1, M2, first);
        all.Add("ack-last", "T-04", "the last ack: ProtoDone goes out, and the tree and its keys are taken into use", "m1-lacks-one-ack", lacksOne, M1, M4,
            Bytes(lacksOne, M1, static m => m is Ack && m.Header.Sender == M4));
        all.Add("ack-twice", "T-11", "m2's ack again", "m1-lacks-one-ack", lacksOne, M1, M2, first);
        var done = all.Told.Fork().Settle(static (m, to) => m is ProtoDone && to == M4);
        var message = Bytes(done, M4, static m => m is ProtoDone);
        all.Add("done", "T-05", "ProtoDone: the tree and its keys are taken into use", "m4-awaits-done-all-acked", done, M4, M1, message);
        all.Add("done-early", "T-11", "ProtoDone before the keys are complete", "m4-has-no-key", all.Told, M4, M1, message);
        if (!all.Protocol.HasServer)
        {
            var led = all.Keyed.Fork().Next(Early, M1, M2, M3, M4).Settle(static (m, to) => m is Ack or SecretKeys && to == Early);
            all.Add("ack-early", "K-16", "m2's ack reaches the leader before the leader's own key: it waits", "a1-incomplete", led, Early, M2,
                Bytes(led, Early, static m => m is Ack && m.Header.Sender == M2));
        }
    }

    private static void Refreshes(TreeCases all)
    {
        var asked = all.Keyed.Fork();
        asked.Feed(M2, RefreshRequested.Instance);
        var request = Bytes(asked, M1, static m => m is RefreshRequest);
        var leading = all.Keyed.Fork();
        leading.Feed(M1, RefreshRequested.Instance);
        all.Add("refresh-request", "K-18", "a member asks for a refresh; the leader opens run 2 with the same tree", "m1-keyed", all.Keyed, M1, M2, request);
        all.Add("refresh-request-moot", "K-19", "a request that crosses an open run is ignored", "m1-leads-run-2", leading, M1, M2, request);
        all.Add("refresh-request-to-member", "T-10", "a request that reaches a member that does not lead", "m3-keyed", all.Keyed, M3, M2, request);
    }
}
