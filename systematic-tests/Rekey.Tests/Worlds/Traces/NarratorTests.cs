using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds.Traces;

/// <summary>How a trace tells what happened; terms are written as in spec/model/notation.md.</summary>
public sealed class NarratorTests
{
    [Fact]
    public void A_view_is_agreed_and_installed()
    {
        var run = new NarratedRun(2);
        run.Bench.Agree("m1");
        (run.Last.Number, run.Last.Text, run.Last.Process, run.Last.View, run.Last.Message).ShouldBe((1, "view 1.m1{m1,m2} is agreed", null, "1.m1{m1,m2}", null));
        run.Last.Records.ShouldBeEmpty();
        run.Bench.Install("m1");

        var step = run.Last;
        (step.Number, step.Text, step.Process, step.View).ShouldBe((2, "m1 installs view 1.m1{m1,m2}", "m1", "1.m1{m1,m2}"));
        step.Choice.ShouldBe(new TraceChoice("Install", 0, 0, 0));
        var record = step.Records.ShouldHaveSingleItem();
        (record.Process, record.Input, record.Outcome, record.Rule, record.From, record.To, record.Trigger)
            .ShouldBe(("m1", "view 1.m1{m1,m2}", "Moved", "P-01", "Outside", "Collecting", "ViewLeads"));
        record.Effects.ShouldBe(["send Key[1.m1/1] n(m1,0) (sealed for m2) to m2"]);
        Same(record.Sent.ShouldHaveSingleItem(), "m1", "Key[1.m1/1] n(m1,0) (sealed for m2)", false, "m2");
    }

    [Fact]
    public void A_message_is_handed_over()
    {
        var run = new NarratedRun(3);
        run.Bench.Formed().Deliver("m1", "m2");
        run.Last.Text.ShouldBe("m2 gets Key[1.m1/1] n(m1,0) (sealed for m2) from m1");
        Same(run.Last.Message, "m1", "Key[1.m1/1] n(m1,0) (sealed for m2)", false, "m2");
        run.Last.Records[0].Input.ShouldBe("Key[1.m1/1] n(m1,0) (sealed for m2) from m1");
        run.Bench.Deliver("m2", "m1");
        run.Bench.Deliver("m1", "m3");
        run.Bench.Deliver("m3", "m1");

        var record = run.Last.Records.ShouldHaveSingleItem();
        record.Effects.ShouldBe(["multicast ProtoDone[1.m1/1] id(n(m1,0))", "use n(m1,0) for 1.m1/1"]);
        Same(record.Sent.ShouldHaveSingleItem(), "m1", "ProtoDone[1.m1/1] id(n(m1,0))", false, "m2", "m3");
    }

    [Fact]
    public void An_application_sends_and_the_others_deliver()
    {
        var run = new NarratedRun(2, "send=1,refresh=1");
        run.Bench.Settle().Do(Move.Send, "m2");
        run.Last.Text.ShouldBe("m2's application sends a payload");
        run.Last.Records[0].Input.ShouldBe("send data(m2,0)");
        run.Last.Records[0].Effects.ShouldBe(["multicast Data[1.m1/1] sequence 1 data(m2,0)"]);
        run.Bench.Deliver("m2", "m1");
        run.Last.Records[0].Effects.ShouldBe(["deliver data(m2,0) of m2, number 1 in 1.m1/1"]);
        run.Bench.Do(Move.Refresh, "m2");

        run.Last.Text.ShouldBe("m2's application asks for a new key");
        run.Last.Records[0].Input.ShouldBe("refresh");
    }

    [Fact]
    public void Members_are_blocked_and_what_waits_waits()
    {
        var run = new NarratedRun(2, "join=1,send=1");
        run.Bench.Settle().Join("m1");
        run.Last.ShouldSatisfyAllConditions(s => s.Text.ShouldBe("a1 joins"), s => s.Process.ShouldBeNull());
        run.Bench.Block("m2");
        run.Last.Text.ShouldBe("m2 is blocked for a view change");
        (run.Last.Records[0].Input, run.Last.Records[0].From, run.Last.Records[0].To).ShouldBe(("block", "Keyed", "Blocked"));
        run.Bench.Do(Move.Send, "m2");

        (run.Last.Records[0].Outcome, run.Last.Records[0].Effects.Count).ShouldBe(("Deferred", 0));
        (run.Last.Records[0].From, run.Last.Records[0].To).ShouldBe(("Blocked", "Blocked"));
    }

    [Fact]
    public void Processes_come_and_go()
    {
        var run = new NarratedRun(3, "crash=1,recover=1,leave=1,depth=9");
        run.Bench.Settle().Do(Move.Crash, "m2");
        (run.Last.Text, run.Last.Process).ShouldBe(("m2 crashes", "m2"));
        run.Bench.Do(Move.Recover, "m2");
        (run.Last.Text, run.Last.Process).ShouldBe(("m2 recovers as the new member m2'", null));
        run.Bench.Do(Move.Leave, "m3");

        (run.Last.Text, run.Last.Records[0].Input, run.Last.Records[0].To).ShouldBe(("m3 leaves", "leave", "Left"));
    }

    [Fact]
    public void The_network_splits_and_heals()
    {
        var run = new NarratedRun(4, "partition=1,merge=1,depth=9");
        run.Bench.Settle().Split("m1 m3", "m2", "m4");
        run.Last.Text.ShouldBe("the network splits: m1 m3 | m2 | m4");
        run.Bench.Do(Move.Merge, 0);

        (run.Last.Text, run.Last.Process).ShouldBe(("the network heals: m1 m2 m3 | m4", null));
    }

    [Fact]
    public void A_cut_is_told_with_the_agreement()
    {
        var run = new NarratedRun(3, "crash=1,send=1");
        run.Bench.Settle().Do(Move.Send, "m3");
        run.Bench.Do(Move.Crash, "m3");
        run.Bench.Block("m1", "m2");
        run.Bench.Agree("m1", 1);

        run.Last.Text.ShouldBe("view 2.m1{m1,m2} is agreed; of those who stay behind, m3's first 2 of 2 messages count");
    }

    [Fact]
    public void The_adversary_replays()
    {
        var run = new NarratedRun(3, "replay=1");
        run.Bench.Formed().Do(Move.Replay, "m2");

        run.Last.Text.ShouldBe("the adversary replays to m2 Key[1.m1/1] n(m1,0) (sealed for m3) of m1");
        Same(run.Last.Message, "m1", "Key[1.m1/1] n(m1,0) (sealed for m3)", true, "m2");
        (run.Last.Records[0].Outcome, run.Last.Records[0].Trigger).ShouldBe(("Rejected", "WrongRecipient at recipient: expected m2"));
    }

    [Fact]
    public void The_adversary_forges()
    {
        var run = new NarratedRun(2, "forge=1");
        run.Bench.Settle().Do(Move.Forge, "m2", option: 1);

        run.Last.Text.ShouldBe("the adversary forges for m2 Key[1.m1/2] n(~outsider,0) (sealed for m2) in the name of m1");
        Same(run.Last.Message, "m1", "Key[1.m1/2] n(~outsider,0) (sealed for m2)", true, "m2");
        run.Last.Records[0].Trigger.ShouldBe("BadSignature at signature: expected a signature of m1");
    }

    [Fact]
    public void The_adversary_forges_with_the_key_of_a_process_that_left()
    {
        var run = new NarratedRun(3, "leave=1,forge=1");
        run.Bench.Settle().Do(Move.Leave, "m3");
        run.Bench.Settle().Do(Move.Forge, "m2", option: 5);

        run.Last.Text.ShouldBe("the adversary forges for m2 Ack[2.m1/2] id(n(~outsider,0)) in the name of m3, signed with the key of m3, which has left");
        run.Last.Records[0].Trigger.ShouldBe("NotMember at header.sender: expected another member of the view");
    }

    [Fact]
    public void The_adversary_keeps_a_message_and_gives_it_back()
    {
        var run = new NarratedRun(2, "withhold=1,replay=2");
        run.Bench.Formed().Do(Move.Withhold, "m2");
        run.Last.Text.ShouldBe("the adversary keeps from m2 Key[1.m1/1] n(m1,0) (sealed for m2) of m1");
        (run.Last.Message, run.Last.Records.Count).ShouldBe((null, 0));
        run.Bench.Do(Move.Replay, "m2");
        run.Last.Text.ShouldBe("the adversary gives m2 late Key[1.m1/1] n(m1,0) (sealed for m2) of m1");
        Same(run.Last.Message, "m1", "Key[1.m1/1] n(m1,0) (sealed for m2)", false, "m2");
        run.Bench.Do(Move.Replay, "m2");

        run.Last.Text.ShouldBe("the adversary replays to m2 Key[1.m1/1] n(m1,0) (sealed for m2) of m1");
        Same(run.Last.Message, "m1", "Key[1.m1/1] n(m1,0) (sealed for m2)", true, "m2");
    }

    [Fact]
    public void The_adversary_alters()
    {
        var run = new NarratedRun(2, "alter=1");
        run.Bench.Settle().Do(Move.Alter, "m1", option: 4096 + 1);

        run.Last.Text.ShouldBe("the adversary alters for m1 Ack[1.m1/1] id(n(m1,0)) of m2: run 1 becomes 2");
        Same(run.Last.Message, "m2", "Ack[1.m1/2] id(n(m1,0))", true, "m1");
        run.Last.Records[0].Trigger.ShouldBe("BadSignature at signature: expected a signature of m2");
    }

    [Fact]
    public void The_adversary_plays_a_message_of_another_group()
    {
        var run = new NarratedRun(2, "transplant=1");
        run.Bench.Settle().Do(Move.Transplant, "m2");

        run.Last.Text.ShouldBe("the adversary plays to m2 a message of another group, Key[1.m1/1 of group other] n(~other,0) (sealed for m2) of m1");
        Same(run.Last.Message, "m1", "Key[1.m1/1 of group other] n(~other,0) (sealed for m2)", true, "m2");
        run.Last.Records[0].Trigger.ShouldBe("WrongGroup at header.group: expected g");
    }

    [Fact]
    public void Inputs_that_waited_are_told_after_the_one_that_let_them_through()
    {
        var run = new NarratedRun(2, "send=1");
        run.Bench.Do(Move.Send, "m1");
        run.Bench.Formed();
        run.Bench.Deliver("m1", "m2");
        run.Bench.Deliver("m2", "m1");

        run.Last.Records.Select(static r => (r.Input, r.Outcome)).ShouldBe([("Ack[1.m1/1] id(n(m1,0)) from m2", "Moved"), ("send data(m1,0)", "Moved")]);
    }

    [Fact]
    public void Every_move_has_words_of_its_own()
    {
        var steps = NarratedRun.WithEveryMove().Steps;

        steps.Select(static s => s.Choice.Move).Distinct().Order().ShouldBe(Move.All.Where(static m => m is not (EnvironmentMove or NetworkFault)).Select(static m => m.Name).Order());
        steps.ShouldAllBe(static s => s.Text.Length > s.Choice.Move.Length && !s.Text.Contains("  ") && !s.Text.EndsWith(' '));
        steps.Select(static s => s.Number).ShouldBe(Enumerable.Range(1, steps.Count));
    }

    private static void Same(TraceMessage? message, string from, string text, bool hostile, params string[] to)
    {
        message.ShouldNotBeNull();
        (message.From, message.Text, message.Hostile).ShouldBe((from, text, hostile));
        message.To.ShouldBe(to);
    }
}
