using Rekey.Core;
using Rekey.Monitors;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of ActiveSecurity (spec/properties.md, "ActiveSecurity"): members that do as the test says, fed by the adversary.</summary>
public sealed class ActiveSecurityTests
{
    private static readonly Func<PMember, Outcome> Acts = static m => new Moved(default, m, [], P.Refresh);
    private static readonly Func<PMember, Outcome> Ignores = static _ => new Ignored(default, P.RefreshMoot);
    private static readonly Func<PMember, Outcome> Defers = static _ => new Deferred(default, P.RefreshMoot);
    private static readonly Func<PMember, Outcome> Rejects = static _ => new Rejected(default, new Rejection(RejectionKind.WrongRun, "run", "1"), P.RefreshMoot);

    private readonly PuppetStage stage = new(3, new ActiveSecurity());

    public ActiveSecurityTests() => stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null)));

    [Fact]
    public void What_is_ignored_or_rejected_is_accepted()
    {
        Attack(Move.Replay, "m1", Ignores);
        Attack(Move.Replay, "m1", Rejects);
        Attack(Move.Forge, "m1", Rejects);
        stage.Accepted();
    }

    [Fact]
    public void To_act_on_a_replay_is_rejected()
    {
        Attack(Move.Replay, "m1", Acts);
        stage.Rejected("m1 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    [Theory]
    [InlineData("Forge", "Key[1.m1/1] n(~outsider,0) (sealed for m1) in the name of ~outsider")]
    [InlineData("Alter", "Key[2.m1/1] n(m1,100) (sealed for m1) in the name of m1")]
    [InlineData("Transplant", "Key[1.m1/1 of group other] n(~other,0) (sealed for m1) in the name of m1")]
    public void To_act_on_what_the_adversary_made_is_rejected(string move, string what)
    {
        Attack(Move.Find(move)!, "m1", Acts);
        stage.Rejected($"m1 acts on what the adversary played, {what} (P-06)");
    }

    [Fact]
    public void To_act_long_after_on_what_was_deferred_is_rejected()
    {
        Attack(Move.Replay, "m1", Defers);
        stage.Answer("m2", Acts).Accepted();
        stage.Answers(Acts, Defers).Bench.Do(Move.Refresh, "m1");
        stage.Accepted();
        stage.Answers(Acts, Acts).Bench.Do(Move.Refresh, "m1");

        stage.Rejected("m1 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    /// <summary>Two equal inputs wait, one brought by the system and one by the adversary: only which of them is acted on tells right from wrong.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_equal_inputs_that_wait_only_the_honest_one_may_be_acted_on(bool honest)
    {
        stage.Answers(Defers).Bench.Deliver("m1", "m2");
        Attack(Move.Replay, "m2", Defers);
        stage.Answers(Acts, honest ? Acts : Rejects, honest ? Rejects : Acts).Bench.Do(Move.Refresh, "m2");

        stage.Bench.World.Steps.Select(static s => (s.Input is Received, s.Hostile)).ShouldBe([(false, false), (true, false), (true, true)]);
        stage.Bench.Objections.Count.ShouldBe(honest ? 0 : 1);
    }

    [Fact]
    public void To_act_on_what_comes_late_is_accepted_once()
    {
        stage.Bench.Do(Move.Withhold, "m2");
        Attack(Move.Replay, "m2", Acts);
        stage.Accepted();
        Attack(Move.Replay, "m2", Acts);

        stage.Rejected("m2 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    [Fact]
    public void What_comes_late_and_waits_is_acted_on_once()
    {
        stage.Bench.Do(Move.Withhold, "m2");
        Attack(Move.Replay, "m2", Defers);
        Attack(Move.Replay, "m2", Defers);
        stage.Answers(Acts, Acts, Ignores).Bench.Do(Move.Refresh, "m2");
        stage.Accepted();
        Attack(Move.Replay, "m2", Defers);
        stage.Answers(Acts, Acts).Bench.Do(Move.Refresh, "m2");

        stage.Rejected("m2 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    [Fact]
    public void What_is_withheld_from_one_is_not_late_for_another()
    {
        stage.Bench.Do(Move.Withhold, "m2");
        stage.Bench.Deliver("m1", "m3");
        Attack(Move.Replay, "m3", Acts);

        stage.Rejected("m3 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    [Fact]
    public void What_is_withheld_is_not_late_for_its_sender()
    {
        stage.Emit("m2", new Multicast(stage.KeyMessage("m2", 1, stage.Key(), null))).Bench.Do(Move.Withhold, "m1");
        Attack(Move.Replay, "m1", Acts);

        stage.Rejected("m1 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    [Fact]
    public void In_a_later_view_nothing_is_late()
    {
        stage.Bench.Do(Move.Withhold, "m2");
        stage.Change(static b => b.Join("m1", last: true));
        Attack(Move.Replay, "m2", Acts);

        stage.Rejected("m2 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    /// <summary>What was turned away because an earlier message was withheld could have been withheld itself, and given back.</summary>
    [Fact]
    public void Where_something_was_withheld_what_was_turned_away_may_be_acted_on_later()
    {
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 2, stage.Key(), null))).Bench.Do(Move.Withhold, "m2");
        stage.Answers(Rejects).Bench.Deliver("m1", "m2");
        Attack(Move.Replay, "m2", Acts, option: 1);

        stage.Accepted();
    }

    [Fact]
    public void Where_nothing_was_withheld_it_may_not()
    {
        stage.Bench.Do(Move.Withhold, "m3");
        stage.Answers(Rejects).Bench.Deliver("m1", "m2");
        Attack(Move.Replay, "m2", Acts);

        stage.Rejected("m2 acts on what the adversary played, Key[1.m1/1] n(m1,100) in the name of m1 (P-06)");
    }

    private void Attack(Move move, string name, Func<PMember, Outcome> answer, int option = 0) => stage.Answers(answer).Bench.Do(move, name, option);
}
