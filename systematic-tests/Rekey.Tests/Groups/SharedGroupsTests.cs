using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Groups;
using Rekey.Worlds.Layers;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Groups;

/// <summary>Several groups that share processes (spec/model/groups.md).</summary>
public sealed class SharedGroupsTests
{
    private const string AllFaults = "crash=1,recover=1,leave=1,join=2,partition=1,merge=1,refresh=2,send=2,expose=1,depth=3";

    public static TheoryData<string> Mutants() => [.. MutantRegistry.All.Where(static m => m.Protocol == "P+P").Select(static m => m.Name)];

    /// <summary>Each group has a protocol of its own, and what each must have is asked of it (SEL-04).</summary>
    [Theory]
    [InlineData("P+P")]
    [InlineData("TGDH+TGDH")]
    [InlineData("P+TGDH")]
    [InlineData("CKD+O3+B")]
    public void Groups_that_share_processes_have_what_their_protocols_have_alone(string name)
    {
        var protocol = Definitions.Find(name);
        var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 5), Schedules = 300 });
        (report.Schedules, report.Unfinished).ShouldBe((300, 0));
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        report.Unwatched.ShouldBeEmpty();
        report.ViewChanges.ShouldBeGreaterThan(600);
    }

    [Fact]
    public void A_property_that_one_protocol_must_have_is_not_asked_of_a_group_whose_protocol_cannot_have_it()
    {
        var world = (GroupsWorld)CheckRequest.Of(Definitions.ScenarioOf(Definitions.Find("P+TGDH"), 2, "none")).NewWorld(Definitions.ScenarioOf(Definitions.Find("P+TGDH"), 2, "none"));
        world.Runs.Select(static r => r.IsAskedFor(Properties.PerfectForwardSecrecy)).ShouldBe([false, true]);
        world.Runs.Select(static r => r.IsAskedFor(Properties.Agreement)).ShouldBe([true, true]);
        world.Runs.Select(static r => r.IsAskedFor(Properties.ErasureSecrecy)).ShouldBe([true, true]);
        CheckRequest.Of(world.Scenario).Holds(Properties.PerfectForwardSecrecy).ShouldBeTrue();
        CheckRequest.Of(world.Scenario).Holds(Properties.ErasureSecrecy).ShouldBeFalse();
    }

    /// <summary>Keys that are mixed, messages that are taken for another group's, keys that outlive a group in another one: each dies in few schedules.</summary>
    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_process_that_mixes_its_groups_is_caught_in_five_hundred_schedules(string name)
    {
        MutantHunt.Run(MutantRegistry.Find(name), "portfolio", 3, 500).Caught.ShouldBeTrue();
    }

    [Fact]
    public void There_is_a_mutant_of_each_of_these_kinds() => Mutants().Count.ShouldBeGreaterThanOrEqualTo(4);

    /// <summary>The mutant that mixes keys is caught by what an outsider of the one group knows of the other; nobody would notice it in either group alone.</summary>
    [Fact]
    public void What_is_known_in_one_group_is_known_to_the_adversary_of_another()
    {
        var mutant = MutantRegistry.Find("p+p-key-of-other-group");
        var alone = new CheckRequest { Protocol = Definitions.Find("P"), Scenarios = [Definitions.ScenarioOf(Definitions.Find("P"), 3, mutant.Faults)], Schedules = 200 };
        Checker.Run(mutant.In(alone)).Unexpected.ShouldBeEmpty();
        Checker.Run(MutantHunt.Request(mutant, "portfolio", 1, 200)).Findings.Keys.ShouldContain(Properties.KeySecrecy);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_with_any_number_of_workers()
    {
        CheckReport Run(int workers) => Checker.Run(Request("P+TGDH", AllFaults) with { Schedules = 60, Workers = workers });
        var (one, two) = (Run(1), Run(2));
        (one.Steps, one.ViewChanges, one.DeepestCascade).ShouldBe((two.Steps, two.ViewChanges, two.DeepestCascade));
        one.Findings.Values.Select(static f => (f.Violation, f.Schedule)).ShouldBe(two.Findings.Values.Select(static f => (f.Violation, f.Schedule)));
    }

    /// <summary>What strikes a process or the network strikes all groups at once; whoever is in two groups has one source of randomness and one stack.</summary>
    [Fact]
    public void Groups_are_cut_where_the_network_is_and_share_their_processes()
    {
        var scenario = Definitions.ScenarioOf(Definitions.Find("P+P+P"), 4, AllFaults);
        var world = (GroupsWorld)CheckRequest.Of(scenario).NewWorld(scenario);
        var (crashes, splits, shared) = (0, 0, 0);
        var runner = new ScheduleRunner<IExploredWorld>(world, [new EachStep(() =>
        {
            crashes += world.People.Count(static p => !p.IsAlive);
            splits += world.Parts.Count > 1 ? 1 : 0;
            shared += world.People.Count(static p => p.Seats.Count(static s => s is { IsAlive: true }) > 1);
            return Problem(world);
        })]);
        for (var schedule = 0; schedule < 200; schedule++)
        {
            var rng = Rng.For(1, schedule);
            runner.Run(Portfolio.Create("portfolio"), ref rng, 10_000, static _ => true).ShouldBeEmpty();
        }

        (crashes > 0, splits > 0, shared > 0).ShouldBe((true, true, true));
    }

    [Fact]
    public void A_trace_says_of_each_step_which_group_it_is_of_and_replays()
    {
        var request = Request("P+TGDH", "crash=1,refresh=1,partition=1,merge=1,depth=2");
        var runner = new ScheduleRunner<IExploredWorld>(request.NewWorld(request.Scenarios[0]), MonitorSet.Of(request.Protocol));
        var rng = Rng.For(1, 7);
        runner.Run(Portfolio.Create("fair"), ref rng, 10_000, static _ => false);
        var origin = new TraceScenario("P+TGDH", null, 3, request.Scenarios[0].Faults.ToString(), "fair", 1, 7);
        var trace = TraceRecorder.Record(request, origin, [.. runner.Choices], null);
        var read = TraceJson.Read(TraceJson.Write(trace));
        TraceJson.Write(TraceRecorder.Record(request, origin, TraceJson.Choices(read), null)).ShouldBe(TraceJson.Write(trace));
        read.Steps.ShouldAllBe(static s => s.Group != null || Move.Find(s.Choice.Move) is Fault);
        read.Steps.Where(static s => s.Group is not null).ShouldAllBe(static s => s.Text.StartsWith(s.Group + ": "));
        read.Steps.Select(static s => s.Group).OfType<string>().Distinct().Order().ShouldBe(["g", "h"]);
        read.Lifelines.ShouldBe(["m1", "m2", "m3"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_number_of_a_partition_is_found_again(int size)
    {
        Enumerable.Range(0, SetPartitions.Count(size)).ShouldAllBe(rank => SetPartitions.Rank(SetPartitions.Unrank(size, rank)) == rank);
        SetPartitions.Rank(new int[size]).ShouldBe(-1);
    }

    internal static CheckRequest Request(string protocol, string faults, int members = 3) => CheckRequest.Of(Definitions.ScenarioOf(Definitions.Find(protocol), members, faults));

    private static string? Problem(GroupsWorld world)
    {
        for (var group = 0; group < world.Worlds.Count; group++)
        {
            var running = world.People.Where(p => p.Seats[group] is { IsAlive: true }).ToList();
            var wrong = running.FirstOrDefault(p => !p.IsAlive || p.Seats[group]!.Entropy != p.Entropy
                || running.Exists(q => (PartOf(world, p) == PartOf(world, q)) != (p.Seats[group]!.Component == q.Seats[group]!.Component)));
            if (wrong is not null)
            {
                return $"{wrong.Id} in group {world.Worlds[group].Binding.Group}";
            }
        }

        return null;
    }

    private static int PartOf(GroupsWorld world, Person person) => world.Parts.FindIndex(p => p.Contains(person));

    private sealed class EachStep(Func<string?> look) : IMonitor<IExploredWorld>
    {
        public string Property => "every step";

        public void Reset()
        {
        }

        public string? AfterStep(IExploredWorld world) => look();

        public string? AtEnd(IExploredWorld world, bool quiescent) => null;
    }
}
