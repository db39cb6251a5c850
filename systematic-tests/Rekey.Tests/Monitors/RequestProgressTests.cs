using Rekey.Core;
using Rekey.Monitors;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Tests.Architecture;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of RequestProgress (spec/properties.md, "RequestProgress").</summary>
public sealed class RequestProgressTests
{
    private readonly RequestProgress monitor = new();
    private readonly PuppetStage stage;

    public RequestProgressTests() => stage = new PuppetStage(2, monitor);

    [Fact]
    public void What_is_asked_of_the_protocol_happens()
    {
        var bench = new WorldBench(3, "send=3,refresh=3,join=1,depth=1", null, monitor);
        bench.Do(Move.Send, "m2");
        bench.Do(Move.Refresh, "m3");
        bench.Settle();
        bench.Do(Move.Refresh, "m3");
        bench.Do(Move.Send, "m3");
        bench.Settle();
        bench.Join("m1");
        bench.Block("m1");
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Refresh, "m1");
        bench.Settle();

        bench.Objections.ShouldBeEmpty();
        monitor.End(bench.World, true).ShouldBeNull();
    }

    [Fact]
    public void A_payload_that_is_neither_sent_nor_put_aside_is_lost_at_once()
    {
        Ask(Move.Send, "m1", static _ => new Ignored(default, P.RefreshMoot));

        stage.Rejected("the application of m1 asked to send data(m1,0), which is neither sent nor waiting");
    }

    [Fact]
    public void A_payload_that_waits_is_no_loss_but_may_not_wait_at_rest()
    {
        Wait("m1");

        stage.Bench.Objections.ShouldBeEmpty();
        monitor.End(stage.Bench.World, false).ShouldBeNull();
        monitor.End(stage.Bench.World, true).ShouldBe("the application of m1 asked to send data(m1,0), which still waits");
    }

    [Fact]
    public void What_waited_and_is_dropped_is_lost()
    {
        Wait("m1");
        stage.Answers(static m => new Moved(default, m with { Acked = m.Acked.Add(1) }, [], P.Refresh), static _ => new Ignored(default, P.RefreshMoot));
        stage.Bench.Do(Move.Refresh, "m1");

        stage.Rejected("the application of m1 asked to send data(m1,0), which is neither sent nor waiting");
    }

    [Fact]
    public void Who_crashed_or_left_owes_nothing()
    {
        Wait("m1");
        Wait("m2");
        stage.Bench.Do(Move.Refresh, "m1");
        stage.Bench.Do(Move.Crash, "m1");
        stage.Bench.Do(Move.Crash, "m2");

        stage.Accepted();
    }

    [Fact]
    public void A_payload_is_sent_once_and_nothing_else_is_sent()
    {
        stage.Emit("m1", stage.Data("m1", 1, 1, stage.Key(), stage.Store.Payload(MemberId.Parse("m1"), 0)));
        stage.Rejected("m1 sends data(m1,0), where its application has asked for nothing more");
    }

    [Fact]
    public void The_payload_that_was_asked_for_first_goes_first()
    {
        Wait("m1");
        Ask(Move.Send, "m1", m => new Moved(default, m, [stage.Data("m1", 1, 1, stage.Key(), stage.Store.Payload(MemberId.Parse("m1"), 1))], P.Refresh));

        stage.Rejected("m1 sends data(m1,1), where data(m1,0) is what its application asked for");
    }

    [Fact]
    public void A_view_is_no_answer_to_a_request_for_a_refresh()
    {
        stage.Bench.Do(Move.Refresh, "m1");
        stage.Change(static b => b.Join("m1", last: true));

        monitor.End(stage.Bench.World, true).ShouldBe("the application of m1 asked for a refresh, and was told of no key since");
    }

    [Fact]
    public void A_request_for_a_refresh_is_served_by_any_key_that_is_told_later()
    {
        stage.Commit("m1", 1, stage.Key(1));
        stage.Accepted();
        stage.Bench.Do(Move.Refresh, "m1");
        monitor.End(stage.Bench.World, true).ShouldBe("the application of m1 asked for a refresh, and was told of no key since");
        stage.Commit("m1", 2, stage.Key(2));
        stage.Accepted();
    }

    [Fact]
    public void Where_a_message_of_the_last_view_was_withheld_nothing_is_owed_at_rest_but_nothing_may_be_lost()
    {
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null)));
        stage.Bench.Do(Move.Withhold, "m2");
        Wait("m2");
        stage.Bench.Do(Move.Refresh, "m2");
        monitor.End(stage.Bench.World, true).ShouldBeNull();

        Ask(Move.Send, "m2", static _ => new Ignored(default, P.RefreshMoot));
        stage.Rejected("the application of m2 asked to send data(m2,1), which is neither sent nor waiting");
    }

    [Fact]
    public void The_page_lists_the_exceptions_that_the_monitor_makes()
    {
        var section = Repository.Read("spec/properties.md").Split("### RequestProgress")[1].Split("\n## ")[0];

        section.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .ShouldBe(RequestExceptions.All.Select(static e => $"| {e.When} | {e.Why} |"));
    }

    private void Wait(string name) => Ask(Move.Send, name, static _ => new Deferred(default, P.RefreshMoot));

    private void Ask(Move move, string name, Func<Rekey.Runs.P.PMember, Outcome> answer)
    {
        stage.Answers(answer);
        stage.Bench.Do(move, name);
    }
}
