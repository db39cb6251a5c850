using Rekey.Checking;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Situations that must come up: each goal is reached by a run made by hand, and not by one that only comes near.</summary>
public sealed class GoalsTests
{
    private const string Others = "a view with others is keyed";
    private const string Alone = "a member alone keys itself";
    private const string Struck = "a fault strikes an unfinished rekey";
    private const string Deepest = "a cascade as deep as the budget allows";
    private const string BetweenKeyAndDone = "a view changes between key and ProtoDone";
    private const string WhileBlocked = "a member commits a key while blocked";
    private const string Newcomer = "a newcomer leads its first view";
    private const string SecondKey = "a second key is committed in one view";
    private const string OlderKey = "a payload arrives under an older key than the newest";
    private const string Waited = "a payload that waited for ProtoDone is delivered";
    private const string Hostile = "an input of the adversary is rejected";
    private const string Late = "a message that was withheld is taken late";
    private const string Altered = "an altered message is rejected";
    private const string OtherGroup = "a message of another group is rejected";
    private const string HasLeft = "the signature of a process that left is rejected";
    private const string OneNumber = "two views with one number and different proposers are installed at once";
    private readonly Goals goals = new();

    [Fact]
    public void A_group_is_keyed() => Reached(Bench(2).Settle()).ShouldBe([Others]);

    [Fact]
    public void A_member_alone_is_keyed() => Reached(Bench(1).Settle()).ShouldBe([Alone]);

    [Fact]
    public void Nothing_is_reached_where_nothing_happens() => Reached(Bench(3).Formed()).ShouldBeEmpty();

    [Fact]
    public void A_fault_strikes_what_is_unfinished_less_deep_than_it_could()
    {
        var bench = Bench(3, "join=2,depth=2");
        bench.Join("m1", last: true);

        Reached(bench).ShouldBe([Struck]);
    }

    [Fact]
    public void Faults_strike_as_deep_as_they_can()
    {
        var bench = Bench(3, "join=2,depth=2");
        bench.Join("m1", last: true);
        bench.Join("m1", last: true);

        Reached(bench).ShouldBe([Struck, Deepest]);
    }

    [Fact]
    public void A_fault_that_strikes_what_is_settled_is_no_cascade()
    {
        var bench = Bench(3, "crash=1,depth=2").Settle();
        bench.Do(Move.Crash, "m3");

        Reached(bench).ShouldBe([Others]);
    }

    [Fact]
    public void A_member_is_blocked_between_key_and_ProtoDone()
    {
        var bench = Bench(3, "crash=1,depth=2").Formed();
        bench.Do(Move.Crash, "m3");
        bench.Block("m2");
        Reached(bench).ShouldBe([Struck], "m2 holds no key yet");
        bench = Bench(3, "crash=1,depth=2").Formed();
        bench.Deliver("m1", "m2");
        bench.Do(Move.Crash, "m3");
        bench.Block("m2");

        Reached(bench).ShouldBe([Struck, BetweenKeyAndDone]);
    }

    [Fact]
    public void ProtoDone_reaches_a_blocked_member()
    {
        var bench = Bench(3, "crash=1,depth=1").Formed();
        bench.Deliver("m1", "m2");
        bench.Deliver("m1", "m3");
        bench.Deliver("m2", "m1");
        bench.Deliver("m3", "m1");
        bench.Do(Move.Crash, "m3");
        bench.Block("m2");
        bench.Deliver("m1", "m2");

        Reached(bench).ShouldBe([Others, Struck, Deepest, BetweenKeyAndDone, WhileBlocked]);
    }

    [Theory]
    [InlineData(false, new[] { Others, Newcomer })]
    [InlineData(true, new[] { Others })]
    public void A_newcomer_leads_if_its_name_is_the_smallest(bool last, string[] reached)
    {
        var bench = Bench(2, "join=1").Settle();
        bench.Join("m1", last);

        Reached(bench.Settle()).ShouldBe(reached);
    }

    [Fact]
    public void A_refresh_brings_a_second_key()
    {
        var bench = Bench(2, "refresh=1").Settle();
        bench.Do(Move.Refresh, "m1");

        Reached(bench.Settle()).ShouldBe([Others, SecondKey]);
    }

    [Fact]
    public void A_payload_crosses_a_refresh()
    {
        var bench = Bench(3, "refresh=1,send=1").Settle();
        bench.Do(Move.Send, "m3");
        bench.Deliver("m3", "m1");
        Reached(bench).ShouldBe([Others], "m1 is not ahead");
        bench = Bench(3, "refresh=1,send=1").Settle();
        bench.Do(Move.Send, "m3");
        bench.Do(Move.Refresh, "m1");
        foreach (var (from, to) in new[] { ("m1", "m2"), ("m1", "m3"), ("m2", "m1"), ("m3", "m1"), ("m3", "m1"), ("m1", "m2"), ("m3", "m2") })
        {
            bench.Deliver(from, to);
        }

        Reached(bench).ShouldBe([Others, SecondKey, OlderKey]);
    }

    [Fact]
    public void A_payload_overtakes_ProtoDone()
    {
        var bench = Bench(3, "send=1").Formed();
        foreach (var (from, to) in new[] { ("m1", "m2"), ("m1", "m3"), ("m2", "m1"), ("m3", "m1"), ("m1", "m2") })
        {
            bench.Deliver(from, to);
        }

        bench.Do(Move.Send, "m2");
        bench.Deliver("m2", "m3");
        Reached(bench, peek: true).ShouldBe([Others]);
        bench.Deliver("m1", "m3");

        Reached(bench).ShouldBe([Others, Waited]);
    }

    [Fact]
    public void The_adversary_is_turned_away()
    {
        var bench = Bench(2, "forge=1").Settle();
        bench.Do(Move.Forge, "m1");

        Reached(bench).ShouldBe([Others, Hostile]);
    }

    [Fact]
    public void What_was_withheld_is_taken_late()
    {
        var bench = Bench(2, "withhold=1,replay=1").Formed();
        bench.Do(Move.Withhold, "m2");
        Reached(bench, peek: true).ShouldBeEmpty();
        bench.Do(Move.Replay, "m2");

        Reached(bench).ShouldBe([Late]);
    }

    [Fact]
    public void What_was_withheld_and_is_given_back_in_another_view_is_not_late()
    {
        var bench = Bench(2, "withhold=1,replay=1,partition=1,depth=1").Formed();
        bench.Do(Move.Withhold, "m2");
        bench.Split("m1", "m2");
        bench.Settle().Do(Move.Replay, "m2");

        Reached(bench).ShouldBe([Alone, Struck, Deepest, BetweenKeyAndDone, Hostile, OneNumber]);
    }

    [Fact]
    public void What_was_altered_or_comes_from_another_group_is_turned_away()
    {
        var bench = Bench(2, "alter=1,transplant=1").Settle();
        bench.Do(Move.Alter, "m1");
        Reached(bench).ShouldBe([Others, Hostile, Altered]);
        bench.Do(Move.Transplant, "m1");

        Reached(bench).ShouldBe([Hostile, OtherGroup]);
    }

    [Fact]
    public void Who_left_is_turned_away()
    {
        var bench = Bench(3, "leave=1,forge=2").Settle();
        bench.Do(Move.Leave, "m3");
        bench.Settle();
        Reached(bench);
        bench.Do(Move.Forge, "m1");
        Reached(bench).ShouldBe([Hostile]);
        bench.Do(Move.Forge, "m1", option: 2);

        Reached(bench).ShouldBe([Hostile, HasLeft]);
    }

    [Fact]
    public void A_run_counts_once_for_each_goal_and_workers_add_up()
    {
        var other = new Goals();
        var bench = Bench(2, "refresh=2").Settle();
        bench.Do(Move.Refresh, "m1");
        bench.Settle().Do(Move.Refresh, "m1");
        goals.End(bench.Settle().World, true);
        goals[Number(SecondKey)].ShouldBe(1);
        other.Add(goals);
        other.Add(goals);

        (other[Number(SecondKey)], other[Number(Alone)]).ShouldBe((2, 0));
    }

    [Theory]
    [InlineData("none", 1, new[] { Alone })]
    [InlineData("none", 3, new[] { Others })]
    [InlineData("refresh=1", 1, new[] { Alone, SecondKey })]
    [InlineData("crash=2", 3, new[] { Others, Alone })]
    [InlineData("crash=1,depth=1", 3, new[] { Others, Struck, Deepest, BetweenKeyAndDone, WhileBlocked })]
    [InlineData("send=1", 2, new[] { Others })]
    [InlineData("send=1,refresh=1", 3, new[] { Others, SecondKey, OlderKey, Waited })]
    [InlineData("replay=1", 2, new[] { Others, Hostile })]
    [InlineData("withhold=1,replay=1,alter=1,transplant=1", 2, new[] { Others, Hostile, Late, Altered, OtherGroup })]
    [InlineData("leave=1,forge=1,withhold=1", 2, new[] { Others, Alone, Hostile, HasLeft })]
    [InlineData("withhold=1,alter=1,transplant=1,replay=1", 1, new[] { Alone, Hostile })]
    [InlineData("depth=3", 3, new[] { Others })]
    public void A_goal_is_asked_only_where_the_budget_makes_it_possible(string faults, int members, string[] possible) =>
        Goals.All.Where(g => g.Possible(FaultBudget.Parse(faults), members)).Select(static g => g.Name).ShouldBe(possible);

    [Fact]
    public void A_possible_goal_that_no_run_reached_is_reported()
    {
        var report = Checker.Run(Exploration.Request(1, "none", 2, 3));
        report.GoalsMissed.ShouldBeEmpty();
        Checker.Run(Exploration.Request(1, "refresh=1", 3) with { Steps = 5, EndsOn = "none" }).GoalsMissed.ShouldBe([Others, SecondKey]);
    }

    [Fact]
    public void Two_components_can_have_views_of_one_number()
    {
        var report = Checker.Run(Exploration.Request(50, "partition=1,depth=1", 3));

        report.Goals[Number(OneNumber)].ShouldBeGreaterThan(0);
        Checker.Run(Exploration.Request(50, "crash=1,depth=1", 3)).Goals[Number(OneNumber)].ShouldBe(0);
    }

    private static int Number(string goal) => Goals.All.Select(static g => g.Name).ToList().IndexOf(goal);

    private WorldBench Bench(int members, string faults = "none") => new(members, faults, null, goals);

    /// <summary>The goals that this run reached; the run is over, unless it was only a look.</summary>
    private IEnumerable<string> Reached(WorldBench bench, bool peek = false)
    {
        var before = Counts();
        goals.End(bench.World, true);
        var after = Counts();
        if (!peek)
        {
            goals.Reset();
        }

        return Goals.All.Select(static g => g.Name).Where((_, i) => after[i] > before[i]);
    }

    private long[] Counts() => [.. Enumerable.Range(0, Goals.All.Count).Select(i => goals[i])];
}
