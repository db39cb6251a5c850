using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Scopes in which the adversary acts are searched in the world as it is (spec/model/exploration.md, "Where the adversary acts").</summary>
public sealed class AttackedScopesTests
{
    [Theory]
    [InlineData("refresh=1,replay=1")]
    [InlineData("forge=1")]
    [InlineData("withhold=1")]
    [InlineData("alter=1")]
    [InlineData("transplant=1")]
    public void One_use_of_a_power_moves_no_member(string faults)
    {
        var report = Search("P", 2, faults, null);

        report.IsComplete.ShouldBeTrue();
        report.Unexpected.ShouldBeEmpty();
        report.Decided.ShouldContain(Properties.ActiveSecurity);
    }

    [Theory]
    [InlineData("p-run-unchecked", "refresh=1,replay=1", Properties.ActiveSecurity)]
    [InlineData("p-signature-unchecked", "forge=1", Properties.ActiveSecurity)]
    [InlineData("p-signature-unchecked", "alter=1", Properties.ActiveSecurity)]
    [InlineData("p-group-unchecked", "transplant=1", Properties.ActiveSecurity)]
    [InlineData("p-gap-accepted", "send=2,withhold=1", Properties.DataIntegrity)]
    public void The_attack_on_a_mutant_is_found_with_one_use_of_a_power(string name, string faults, string property)
    {
        var mutant = MutantRegistry.Find(name);
        var report = Search(mutant.Protocol, 2, faults, mutant);

        report.Findings.Keys.ShouldContain(property);
        Replays(report.Findings[property], mutant).ShouldBeTrue("the run that was found is a run of the world");
    }

    [Fact]
    public void What_no_power_is_left_for_is_forgotten()
    {
        var (with, without) = (Search("P", 2, "replay=1", null), Search("P", 2, "withhold=1", null));

        with.Result.States.ShouldBeLessThan(10 * without.Result.States);
    }

    [Fact]
    public void What_is_cancelled_while_properties_are_searched_is_not_complete()
    {
        using var cancel = new CancellationTokenSource();
        var request = new CheckRequest
        {
            Protocol = ProtocolRegistry.Find("P"), Scenarios = [new Scenario(ProtocolRegistry.Find("P"), 2, FaultBudget.Parse("withhold=1"))],
            Monitors = () => [new FoldMonitor(new Cancelling(cancel))],
        };

        ExhaustiveCheck.Run(request, new ExhaustiveRequest(), null, cancel.Token).Result.End.ShouldBe(SearchEnd.Cancelled);
    }

    private static bool Replays(Finding finding, Mutant mutant)
    {
        var request = MutantHunt.Hunting(mutant, new CheckRequest { Protocol = finding.Scenario.Protocol, Scenarios = [finding.Scenario] });
        var runner = new ScheduleRunner<VsWorld>(new VsWorld(finding.Scenario, new SymbolicBinding(Anywhere.Group), request.Mutate), request.Monitors());
        return runner.Replay(finding.Choices, static _ => false).Any(v => v.Property == finding.Violation.Property);
    }

    private static ExhaustiveReport Search(string protocol, int members, string faults, Mutant? mutant)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        var request = new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Pairs = 20_000 };
        return ExhaustiveCheck.Run(mutant is null ? request : MutantHunt.Hunting(mutant, request), new ExhaustiveRequest());
    }

    /// <summary>Ends the search at the first step that it sees.</summary>
    private sealed class Cancelling(CancellationTokenSource cancel) : Fold
    {
        public override string Name => nameof(Cancelling);

        public override void Reset()
        {
        }

        protected override string? OnStepped(Step step)
        {
            cancel.Cancel();
            return null;
        }
    }
}
