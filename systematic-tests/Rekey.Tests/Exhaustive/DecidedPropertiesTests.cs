using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>What a search may call decided (spec/model/exploration.md, "Which properties a search decides").</summary>
public class DecidedPropertiesTests
{
    public static TheoryData<string, string> Scopes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var protocol in ProtocolRegistry.All)
            {
                data.Add(protocol.Spec.Name, "join=1");
                data.Add(protocol.Spec.Name, "partition=1,merge=1");
            }

            return data;
        }
    }

    /// <summary>What thousands of sampled runs of a scope violate and what its search says are the same.</summary>
    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_search_and_sampling_agree_on_what_a_scope_violates(string protocol, string faults)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), 2, FaultBudget.Parse(faults));
        var request = new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Schedules = 400 };
        var searched = ExhaustiveCheck.Run(request, new ExhaustiveRequest());

        searched.IsComplete.ShouldBeTrue();
        searched.Findings.Keys.ShouldBe(Checker.Run(request).Findings.Keys, ignoreOrder: true);
        searched.Decided.Intersect(searched.Findings.Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("C", 3)]
    [InlineData("B", 2)]
    [InlineData("O", 2)]
    [InlineData("O3", 2)]
    public void A_join_with_the_papers_trees_lacks_forward_secrecy_and_has_backward_secrecy(string protocol, int members)
    {
        var report = Search(protocol, members, "join=1");

        report.Findings.Keys.ShouldContain(Properties.ForwardSecrecy);
        report.Findings[Properties.ForwardSecrecy].Choices.ShouldContain(static c => c.Kind == Move.Of<Join>().Number);
        report.Decided.ShouldContain(Properties.BackwardSecrecy);
        report.Kept.HasFlag(Situations.EpochOrder).ShouldBeTrue();
    }

    /// <summary>The order of epochs is part of the states only where it can make a difference.</summary>
    [Fact]
    public void Where_group_keys_are_independent_the_order_of_epochs_is_not_kept_and_both_halves_are_decided()
    {
        var report = Search("P", 2, "join=1");

        report.Kept.HasFlag(Situations.EpochOrder).ShouldBeFalse();
        new[] { Properties.ForwardSecrecy, Properties.BackwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence }.Except(report.Decided).ShouldBeEmpty();
    }

    /// <summary>Who was a member when is told apart nowhere: without KeySecrecy neither half is decided, even the one that holds.</summary>
    [Fact]
    public void A_property_that_rests_on_more_than_was_told_apart_is_not_decided()
    {
        var mutant = MutantRegistry.Find("p-joiner-gets-old-key");
        var report = Search("P", 2, "join=1", mutant);

        report.IsComplete.ShouldBeTrue();
        report.Findings.Keys.ShouldContain(Properties.KeySecrecy);
        report.Findings.Keys.ShouldNotContain(Properties.ForwardAccessControl);
        report.Decided.ShouldNotContain(Properties.ForwardAccessControl);
        report.Decided.ShouldContain(Properties.Agreement);
    }

    [Fact]
    public void A_property_without_a_monitor_is_never_decided() =>
        Search("P", 2, "none", monitors: static () => []).Decided.ShouldBeEmpty();

    [Fact]
    public void Each_declaration_names_something_and_each_implication_a_property_that_is_declared()
    {
        var declared = PropertySet.All().OfType<IDecidedBySituations>().ToList();

        declared.ShouldAllBe(static m => m.RestsOn != Situations.None);
        declared.Select(static m => m.ImpliedBy).OfType<string>().Except(declared.Select(static m => ((Fold)m).Name)).ShouldBeEmpty();
    }

    private static ExhaustiveReport Search(string protocol, int members, string faults, Mutant? mutant = null, Func<IReadOnlyList<IMonitor<IExploredWorld>>>? monitors = null)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        return ExhaustiveCheck.Run(
            new CheckRequest
            {
                Protocol = scenario.Protocol, Scenarios = [scenario], Mutate = mutant is null ? null : mutant.Mutate, EndsOn = mutant is null ? null : "nothing",
                Monitors = monitors ?? MonitorSet.All, Pairs = 0,
            },
            new ExhaustiveRequest());
    }
}
