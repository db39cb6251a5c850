using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Core;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Scopes in which somebody is exposed are searched in either space, with the active adversary or without it (spec/model/exploration.md, "By construction").</summary>
public sealed class ExposedScopesTests
{
    private static readonly string[] Weak = [Properties.WeakErasureSecrecy, Properties.WeakPostCompromiseSecurity];

    [Theory]
    [InlineData("send=1,leave=1,expose=1")]
    [InlineData("send=1,leave=1,expose=1,replay=1")]
    public void What_is_in_a_process_that_left_is_told_apart_as_long_as_it_may_be_exposed(string faults)
    {
        var scenario = Scope(faults);
        var mutant = MutantRegistry.Find("p-leave-keeps-keys");
        var request = MutantHunt.Hunting(mutant, new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario] });
        var result = new ProductSearch(scenario, new LeavesWithoutNews(), request).Run(long.MaxValue, new ExhaustiveRequest());

        result.Finding.ShouldNotBeNull("that it had heard something makes the difference, and no step of anybody else depends on that");
    }

    [Theory]
    [InlineData("refresh=1,expose=1")]
    [InlineData("refresh=1,expose=1,withhold=1")]
    public void Who_keeps_nothing_gives_nothing_away_in_any_run(string faults)
    {
        var scenario = Scope(faults);
        var report = ExhaustiveCheck.Run(new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Pairs = 100_000 }, new ExhaustiveRequest());

        report.IsComplete.ShouldBeTrue();
        report.Unexpected.ShouldBeEmpty();
        report.Decided.Intersect(Weak).ShouldBe(Weak, ignoreOrder: true);
    }

    [Theory]
    [InlineData("p-leave-keeps-keys", "leave=1,expose=1,withhold=1")]
    [InlineData("p-leave-keeps-keys", "leave=1,expose=1,replay=1")]
    [InlineData("p-generator-never-reseeded", "refresh=1,expose=1,withhold=1")]
    public void What_a_mutant_leaves_behind_is_found_where_the_adversary_acts_as_well(string name, string faults)
    {
        var mutant = MutantRegistry.Find(name);
        var scenario = Scope(faults);
        var request = MutantHunt.Hunting(mutant, new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Pairs = 100_000 });

        ExhaustiveCheck.Run(request, new ExhaustiveRequest()).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    private static Scenario Scope(string faults) => new(ProtocolRegistry.Find("P"), 2, FaultBudget.Parse(faults));

    /// <summary>Remembers nothing. Whether a process had heard data when it left changes nothing for anybody else.</summary>
    private sealed class LeavesWithoutNews : Fold
    {
        public override string Name => nameof(LeavesWithoutNews);

        public override void Reset()
        {
        }

        protected override string? OnExposed(Subject process, Mailbox box, bool left) =>
            left && box.State is RunMember { Traffic.Heard.IsEmpty: false } ? $"{process.Id} has left and knows how much it heard" : null;
    }
}
