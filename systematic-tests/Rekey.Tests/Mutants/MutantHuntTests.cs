using Rekey.Checking;
using Rekey.Explorer;
using Rekey.KeyTrees.B;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutants;

/// <summary>Seeded bugs must be found, each by the monitor of the property that it is about; and the protocol without the bug must not be.</summary>
public sealed class MutantHuntTests
{
    private const long Bound = 20_000;

    public static TheoryData<string> Names() => [.. MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name)];

    public static TheoryData<string> Drilled() => [.. MutantRegistry.All.Where(static m => m.IsDrilled).Select(static m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_caught_by_the_monitor_of_what_it_is_about(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var result = MutantHunt.Run(mutant, "portfolio", seeds: 2, Bound);

        result.Catches.Select(static c => c?.Property).ShouldBe([mutant.CaughtBy[0], mutant.CaughtBy[0]]);
        result.Caught.ShouldBeTrue();
        var (finding, request) = result.First!.Value;
        (finding.Violation.Property, finding.Schedule + 1, request.Seed).ShouldBe((mutant.CaughtBy[0], result.Catches[0]!.Value.Schedules, 1UL));
        (result.Median <= result.Worst, result.Worst <= Bound).ShouldBe((true, true));
    }

    /// <summary>What exploration cannot see is seen when a member lies; the protocol without the bug answers as it always does.</summary>
    [Theory]
    [MemberData(nameof(Drilled))]
    public void A_mutant_that_exploration_cannot_see_is_caught_by_drills(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var result = MutantHunt.Run(mutant, "portfolio", seeds: 2, Bound);

        (result.Caught, result.First, result.Catches.Count).ShouldBe((true, null, 2));
        result.Catches[0]!.Value.Property.ShouldBe(Mutant.Drills);
        MutantDrill.Run(new Unharmed(mutant.Protocol)).ShouldBeNull();
    }

    /// <summary>The same scenario, strategy and seed, and as many schedules as the mutant took, but at least 200.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_protocol_without_the_bug_is_not_caught_by_the_same_hunt(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var schedules = Math.Clamp(MutantHunt.Run(mutant, "portfolio", seeds: 1, Bound).Worst, 200, Bound);
        var report = Checker.Run(MutantHunt.Request(mutant, "portfolio", 1, schedules) with { Mutate = null, MutateLayer = null });

        report.Schedules.ShouldBe(schedules);
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
    }

    /// <summary>Some mistakes show in one property and in no other: without its monitor they would go unseen.</summary>
    [Theory]
    [InlineData("p-tells-twice")]
    [InlineData("p-nonce-truncated")]
    [InlineData("p-key-id-of-first-run")]
    [InlineData("p-sends-under-first-key")]
    [InlineData("p-payload-quoted")]
    [InlineData("p-deaf-while-blocked")]
    [InlineData("p-refresh-ignored")]
    [InlineData("p-blocked-send-dropped")]
    [InlineData("p-waiting-send-dropped")]
    [InlineData("p-sent-twice")]
    [InlineData("p-waiting-payload-rejected")]
    public void Without_its_monitor_nobody_would_see_it(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var report = Checker.Run(MutantHunt.Request(mutant, "portfolio", 1, 400) with { EndsOn = Properties.VirtualSynchrony });

        report.Unexpected.Select(static f => f.Violation.Property).ShouldBe([mutant.CaughtBy[0]]);
    }

    /// <summary>Each of them is violated too, with some more patience: the list says what else breaks.</summary>
    [Theory]
    [InlineData("p-first-ack-is-enough", 200)]
    [InlineData("p-key-derived-from-old", 200)]
    [InlineData("p-joiner-gets-old-key", 200)]
    [InlineData("p-old-key-for-new-view", 400)]
    [InlineData("p-switch-on-own-key", 200)]
    [InlineData("p-tells-other-key", 200)]
    [InlineData("p-tells-nothing", 800)]
    [InlineData("p-tells-what-it-stages", 800)]
    [InlineData("p-first-traffic-key", 200)]
    [InlineData("p-one-traffic-key", 200)]
    [InlineData("b-component-keeps-who-is-gone", 200)]
    [InlineData("b-commit-on-completion", 200)]
    [InlineData("c-degree-two", 20)]
    [InlineData("c-left-client-keeps-its-key", 200)]
    [InlineData("o-balanced-insertion-survived", 200)]
    [InlineData("o-chain-broken", 20)]
    [InlineData("o-join-keeps-group-key", 200)]
    [InlineData("o-more-than-its-path", 200)]
    [InlineData("o-plan-without-newcomers", 200)]
    [InlineData("o-roots-taken-as-one", 400)]
    [InlineData("o-tree-replaced-early", 400)]
    [InlineData("o-two-leavers-as-one", 800)]
    [InlineData("o-wrong-representative", 20)]
    [InlineData("o3-balanced-stale-reports", 200)]
    [InlineData("o3-collector-forwards-old", 200)]
    public void What_else_is_said_to_break_breaks(string name, long schedules)
    {
        var mutant = MutantRegistry.Find(name);
        var report = Checker.Run(MutantHunt.Request(mutant, "portfolio", 1, schedules) with { EndsOn = Properties.VirtualSynchrony });

        mutant.CaughtBy.Except(report.Findings.Keys).ShouldBeEmpty();
    }

    /// <summary>Mutants with trees of degree 3 are wrong because of what they do, and not because of the degree.</summary>
    [Theory]
    [InlineData("C")]
    [InlineData("B")]
    [InlineData("O")]
    [InlineData("O3")]
    [InlineData("C-balanced")]
    [InlineData("B-balanced")]
    [InlineData("O-balanced")]
    [InlineData("O3-balanced")]
    public void Protocols_of_degree_3_are_not_caught(string name)
    {
        var protocol = OfDegree3(name);
        var report = Checker.Run(new CheckRequest
        {
            Protocol = protocol,
            Scenarios = [.. Enumerable.Range(2, 6).Select(n => new Scenario(protocol, n, FaultBudget.Parse("crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,depth=2")))],
            Schedules = 300,
        });

        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
    }

    [Fact]
    public void A_hunt_depends_on_mutant_strategy_and_seed_alone()
    {
        var mutant = MutantRegistry.Find("p-done-ignored-while-blocked");
        var (one, other) = (MutantHunt.Run(mutant, "fair", 3, Bound), MutantHunt.Run(mutant, "fair", 3, Bound));

        other.Catches.ShouldBe(one.Catches);
        other.First!.Value.Finding.Choices.ShouldBe(one.First!.Value.Finding.Choices);
        other.First.Value.Finding.Violation.ShouldBe(one.First.Value.Finding.Violation);
        one.Catches.Distinct().Count().ShouldBeGreaterThan(1, "seeds differ");
    }

    [Theory]
    [InlineData("random")]
    [InlineData("fair")]
    [InlineData("pct")]
    [InlineData("delay")]
    public void Every_strategy_finds_bugs(string strategy) =>
        MutantHunt.Run(MutantRegistry.Find("p-no-restart"), strategy, 2, Bound).Caught.ShouldBeTrue();

    [Fact]
    public void A_hunt_that_reaches_its_bound_has_caught_nothing()
    {
        var result = MutantHunt.Run(new Harmless(), "fair", 2, 20);

        result.Catches.ShouldBe([null, null]);
        (result.Caught, result.First, result.Worst).ShouldBe((false, null, long.MaxValue));
    }

    [Fact]
    public void A_hunt_that_was_cut_short_has_caught_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var result = MutantHunt.Run(MutantRegistry.Find("p-key-in-clear"), "fair", 3, 20, stop.Token);

        (result.Catches.Count, result.Caught, result.First, result.Median, result.Worst).ShouldBe((0, false, null, long.MaxValue, long.MaxValue));
    }

    [Fact]
    public void A_catch_by_a_monitor_of_something_else_does_not_count()
    {
        var mutant = MutantRegistry.Find("p-no-restart");
        new HuntResult(mutant, [(3, mutant.CaughtBy[0]), (5, ScheduleRunner<VsWorld>.SpecificationProperty)], null).Caught.ShouldBeFalse();
        new HuntResult(mutant, [(3, mutant.CaughtBy[0]), null], null).Caught.ShouldBeFalse();
        new HuntResult(mutant, [(3, mutant.CaughtBy[0]), (5, mutant.CaughtBy[0])], null).Caught.ShouldBeTrue();
    }

    [Fact]
    public void Median_and_worst_are_those_of_the_seeds()
    {
        var result = new HuntResult(new Harmless(), [(9, "A"), (1, "A"), null, (4, "A"), (2, "A")], null);

        (result.Median, result.Worst).ShouldBe((4, long.MaxValue));
    }

    [Fact]
    public void A_mutant_that_crashes_is_caught_as_a_bug_of_our_own()
    {
        var result = MutantHunt.Run(new Crashing(), "fair", 1, 20);

        result.Catches.ShouldBe([(1, ScheduleRunner<VsWorld>.SpecificationProperty)]);
        result.Caught.ShouldBeFalse();
    }

    private static ProtocolDefinition OfDegree3(string name)
    {
        KeyTreeProtocol of = name.Split('-')[0] switch
        {
            "C" => CDefinition.Paper,
            "B" => BDefinition.Paper,
            "O" => ODefinition.Paper,
            _ => O3Definition.Paper,
        };
        TreePolicy policy = name.EndsWith("balanced", StringComparison.Ordinal) ? new BalancedPolicy(3) : new PaperPolicy(3);
        return new KeyTreeProtocol(ProtocolRegistry.Find(name).Spec, policy, of.Plan, of.HasServer).Definition;
    }

    /// <summary>The protocol itself, under the name of a mutant.</summary>
    private sealed class Harmless : Mutant
    {
        public override string Name => "p-harmless";

        public override string Protocol => "P";

        public override string Bug => "None.";

        public override IReadOnlyList<string> CaughtBy => [Properties.Agreement];

        public override Rekey.Core.IMachine Mutate(Rekey.Core.IMachine machine, SuiteBinding binding) => machine;
    }

    /// <summary>A protocol itself, to be drilled.</summary>
    private sealed class Unharmed(string protocol) : Mutant
    {
        public override string Name => "unharmed";

        public override string Protocol => protocol;

        public override string Bug => "None.";

        public override IReadOnlyList<string> CaughtBy => [Drills];

        public override Rekey.Core.IMachine Mutate(Rekey.Core.IMachine machine, SuiteBinding binding) => machine;
    }

    /// <summary>A machine that never steps.</summary>
    private sealed class Crashing : Mutant
    {
        public override string Name => "p-crashing";

        public override string Protocol => "P";

        public override string Bug => "Every step throws.";

        public override IReadOnlyList<string> CaughtBy => [Properties.Agreement];

        public override Rekey.Core.IMachine Mutate(Rekey.Core.IMachine machine, SuiteBinding binding) =>
            new LambdaMachine(machine, static (_, _, _, _) => throw new Rekey.Core.SpecificationViolation("no step"));
    }
}
