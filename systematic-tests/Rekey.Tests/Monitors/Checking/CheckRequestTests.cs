using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>What is explored by default, and what ends an exploration.</summary>
public sealed class CheckRequestTests
{
    [Fact]
    public void By_default_every_budget_is_explored_with_every_size()
    {
        var scenarios = CheckRequest.DefaultScenarios(Exploration.P, 1, 6).Where(static s => s.Start == RunStart.Plain).ToList();
        var budgets = scenarios.Select(static s => s.Faults).Distinct().ToList();

        scenarios.Count.ShouldBe(6 * budgets.Count);
        budgets.ShouldAllBe(b => scenarios.Where(s => s.Faults == b).Select(s => s.Members).Order().SequenceEqual(Enumerable.Range(1, 6)));
        scenarios.ShouldAllBe(static s => ReferenceEquals(s.Protocol, Exploration.P));
        scenarios.ShouldBeUnique();
    }

    [Fact]
    public void Every_fault_is_in_some_budget_and_most_of_them_in_one_together()
    {
        var budgets = CheckRequest.DefaultScenarios(Exploration.P, 3, 3).Select(static s => s.Faults).ToList();

        Fault.OfViews.ShouldAllBe(f => budgets.Exists(b => b[f] > 0));
        budgets.ShouldContain(static b => Fault.All.Count(f => b[f] > 0) >= 7);
        budgets.ShouldContain(static b => b.Depth >= 3 && b.Of<Crash>() > 0);
        budgets.ShouldContain(static b => b.Of<Replay>() > 0 && b.Of<Forge>() > 0 && b.Depth > 0);
    }

    [Fact]
    public void By_default_every_goal_is_possible() =>
        Goals.All.ShouldAllBe(static g => CheckRequest.DefaultScenarios(Exploration.P, 1, 6).Any(s => g.Possible(s.Faults, s.Members)));

    [Fact]
    public void A_budget_of_ones_own_is_explored_alone() =>
        CheckRequest.DefaultScenarios(Exploration.P, 2, 4, "crash=1").Select(static s => (s.Members, s.Faults.ToString()))
            .ShouldBe([(2, "crash=1"), (3, "crash=1"), (4, "crash=1")]);

    [Fact]
    public void A_bad_budget_is_refused() => Should.Throw<FormatException>(static () => CheckRequest.DefaultScenarios(Exploration.P, 2, 4, "crsh=1"));

    [Theory]
    [InlineData(null, Properties.Agreement, true)]
    [InlineData(null, Properties.PerfectForwardSecrecy, false)]
    [InlineData(null, "Specification", true)]
    [InlineData(Properties.Liveness, Properties.Liveness, true)]
    [InlineData(Properties.Liveness, Properties.Agreement, false)]
    [InlineData(Properties.Liveness, "Specification", true)]
    [InlineData(Properties.PerfectForwardSecrecy, Properties.PerfectForwardSecrecy, true)]
    public void What_ends_an_exploration(string? endsOn, string violated, bool ends) =>
        (Exploration.Request() with { EndsOn = endsOn }).Ends(new Violation(violated, "", 1)).ShouldBe(ends);
}
