using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Every run of a small scope of the flush layer is visited (spec/layers/flush.md, "What decides it").</summary>
public sealed class FlushSearchTests
{
    [Theory]
    [InlineData(2, "leave=1", 31)]
    [InlineData(2, "send=1", 24)]
    [InlineData(3, "crash=2,depth=1", 1_174)]
    public void A_scope_is_closed_and_all_properties_of_the_layer_are_decided_in_it(int members, string faults, long states)
    {
        var report = Search(members, faults);
        (report.IsComplete, report.Result.States, report.Findings.Count).ShouldBe((true, states, 0));
        report.Decided.ShouldBe(report.Request.Protocol.Spec.Expectations.Select(static e => e.Property), ignoreOrder: true);
    }

    [Theory]
    [InlineData("flush-no-second-flush", 3, "crash=2,depth=1")]
    [InlineData("flush-own-word-forgotten", 2, "leave=1")]
    public void A_wrong_layer_is_found(string name, int members, string faults)
    {
        var mutant = MutantRegistry.Find(name);
        Search(members, faults, mutant).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    private static ExhaustiveReport Search(int members, string faults, Mutant? mutant = null)
    {
        var request = CheckRequest.Of(Scopes.Begun(FlushRuns.Of(faults, members)));
        return ExhaustiveCheck.Run(mutant is null ? request : MutantHunt.Hunting(mutant, request), new ExhaustiveRequest());
    }
}
