using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Every run of a small scope of a ring of daemons is visited (spec/layers/ordering.md, "What decides it").</summary>
public sealed class OrderingSearchTests
{
    [Theory]
    [InlineData(2, "send=1", 89)]
    [InlineData(2, "send=1,lose=1", 357)]
    public void A_scope_is_closed_and_all_properties_of_the_layer_are_decided_in_it(int members, string faults, long states)
    {
        var report = Search(members, faults);
        (report.IsComplete, report.Result.States, report.Findings.Count).ShouldBe((true, states, 0));
        report.Decided.ShouldBe(report.Request.Protocol.Spec.Expectations.Select(static e => e.Property), ignoreOrder: true);
    }

    [Theory]
    [InlineData("ordering-safe-when-agreed", 2, "send=1")]
    [InlineData("ordering-kept-too-early", 2, "send=1")]
    [InlineData("ordering-token-not-repeated", 2, "send=1,lose=1")]
    public void A_wrong_layer_is_found(string name, int members, string faults)
    {
        var mutant = MutantRegistry.Find(name);
        Search(members, faults, mutant).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    private static ExhaustiveReport Search(int members, string faults, Mutant? mutant = null)
    {
        var request = CheckRequest.Of(Scopes.Begun(Definitions.ScenarioOf(Definitions.Find("Ordering"), members, faults)));
        return ExhaustiveCheck.Run(mutant is null ? request : MutantHunt.Hunting(mutant, request), new ExhaustiveRequest());
    }
}
