using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Every run of a small scope of a layer, or of a stack of layers, is visited (the pages of spec/layers, "What decides it").</summary>
public sealed class LayerSearchTests
{
    [Theory]
    [InlineData("Flush", 2, "leave=1", 31)]
    [InlineData("Flush", 2, "send=1", 24)]
    [InlineData("Flush", 3, "crash=2,depth=1", 1_174)]
    [InlineData("Groups", 2, "join=1", 42)]
    [InlineData("Groups", 2, "send=1", 67)]
    [InlineData("Groups", 2, "partition=1,merge=1,depth=1", 118)]
    [InlineData("Ordering", 2, "send=1", 89)]
    [InlineData("Ordering", 2, "send=1,lose=1", 357)]
    [InlineData("Stack", 2, "crash=1", 105)]
    [InlineData("Stack", 2, "send=1", 48)]
    [InlineData("Stack", 2, "partition=1,depth=1", 291)]
    public void A_scope_is_closed_and_all_properties_are_decided_in_it(string name, int members, string faults, long states)
    {
        var report = Search(name, members, faults);
        (report.IsComplete, report.Result.States, report.Findings.Count).ShouldBe((true, states, 0));
        report.Decided.ShouldBe(report.Request.Protocol.Spec.Expectations.Select(static e => e.Property), ignoreOrder: true);
    }

    [Theory]
    [InlineData("flush-no-second-flush", 3, "crash=2,depth=1")]
    [InlineData("flush-own-word-forgotten", 2, "leave=1")]
    [InlineData("groups-no-signal", 2, "partition=1,depth=1")]
    [InlineData("groups-together-with-strangers", 2, "partition=1,merge=1,depth=1")]
    [InlineData("groups-leaver-not-told", 2, "leave=1")]
    [InlineData("ordering-safe-when-agreed", 2, "send=1")]
    [InlineData("ordering-kept-too-early", 2, "send=1")]
    [InlineData("ordering-token-not-repeated", 2, "send=1,lose=1")]
    public void A_wrong_layer_is_found(string name, int members, string faults)
    {
        var mutant = MutantRegistry.Find(name);
        Search(mutant.Protocol, members, faults, mutant).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    private static ExhaustiveReport Search(string name, int members, string faults, Mutant? mutant = null)
    {
        var request = CheckRequest.Of(Scopes.Begun(Definitions.ScenarioOf(Definitions.Find(name), members, faults)));
        return ExhaustiveCheck.Run(mutant is null ? request : MutantHunt.Hunting(mutant, request), new ExhaustiveRequest());
    }
}
