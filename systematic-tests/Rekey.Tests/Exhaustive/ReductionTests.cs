using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Each reduction gives the verdicts and the ends of the search without it, on every protocol (spec/model/exploration.md).</summary>
public class ReductionTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var protocol in ProtocolRegistry.All)
            {
                data.Add(protocol.Spec.Name, "crash=1,depth=1");
                data.Add(protocol.Spec.Name, "partition=1");
                data.Add(protocol.Spec.Name, "leave=1,join=1");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_reduced_search_has_the_same_verdicts_and_the_same_ends(string protocol, string faults)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), 3, FaultBudget.Parse(faults));
        var whole = Run(scenario, new SpaceOptions());
        foreach (var (partial, symmetry) in new[] { (true, false), (false, true), (true, true) })
        {
            var reduced = Run(scenario, new SpaceOptions { PartialOrder = partial, Symmetry = symmetry });
            reduced.Verdicts.ShouldBe(whole.Verdicts);
            reduced.Result.States.ShouldBeLessThanOrEqualTo(whole.Result.States);
            if (symmetry)
            {
                // Ends that differ only in names that nothing depends on are one.
                Classes(scenario, reduced.Ends).ShouldBe(Classes(scenario, whole.Ends), ignoreOrder: true);
            }
            else
            {
                reduced.Ends.Count.ShouldBe(whole.Ends.Count);
                Classes(scenario, reduced.Ends).ShouldBe(Classes(scenario, whole.Ends), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void Symmetry_and_partial_order_do_leave_something_out()
    {
        var crash = new Scenario(ProtocolRegistry.Find("P"), 4, FaultBudget.Parse("crash=1"));
        Run(crash, new SpaceOptions { Symmetry = true }).Result.States.ShouldBeLessThan(Run(crash, new SpaceOptions()).Result.States);
        var split = new Scenario(ProtocolRegistry.Find("P"), 4, FaultBudget.Parse("partition=1,depth=1"));
        Run(split, new SpaceOptions { PartialOrder = true }).Result.States.ShouldBeLessThan(Run(split, new SpaceOptions()).Result.States);
    }

    /// <summary>The choices to each end lead, in a space of its own, to a state whose class is known by its fingerprint.</summary>
    private static HashSet<string> Classes(Scenario scenario, IEnumerable<List<Choice>> ends)
    {
        var classes = new HashSet<string>();
        var world = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group));
        foreach (var path in ends)
        {
            world.Reset();
            foreach (var choice in path)
            {
                world.Apply(choice);
            }

            // What can be said of an end without naming anybody: the components' sizes, and how many runs and views they have had.
            classes.Add(string.Join(' ', world.Components
                .Select(static c => $"{c.Processes.Count}:{c.Target!.View.Id.Counter}/{c.Processes[0].State.Current!.Epoch.Run}:{c.Processes.Sum(static p => p.Entropy.Draws)}").Order()));
        }

        return classes;
    }

    private static (SearchResult Result, string Verdicts, List<List<Choice>> Ends) Run(Scenario scenario, SpaceOptions options)
    {
        var space = new VsSpace(scenario, options);
        var judge = new Judge(space, new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario] });
        var recorder = new Recorder(judge);
        var result = new ExhaustiveSearch(space, new ExhaustiveRequest(), recorder).Run();
        result.End.ShouldBe(SearchEnd.Complete);
        return (result, string.Join(' ', judge.Findings.Keys.Order()), recorder.Ends);
    }

    /// <summary>Hands on, and keeps the ends.</summary>
    private sealed class Recorder(IStateObserver inner) : IStateObserver
    {
        public List<List<Choice>> Ends { get; } = [];

        public bool AtRest(SearchPosition position, ReadOnlySpan<int> state)
        {
            Ends.Add(position.Path());
            return inner.AtRest(position, state);
        }

        public bool Judge(SearchPosition position, in Choice choice, ulong situation) => inner.Judge(position, choice, situation);

        public bool Broken(SearchPosition position, in Choice choice, string message) => inner.Broken(position, choice, message);
    }
}
