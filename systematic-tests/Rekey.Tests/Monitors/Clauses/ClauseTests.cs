using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Clauses;

/// <summary>
/// Every clause of every monitor is needed: some mutant dies by it alone. <em>Alone</em> means: in the schedules that are run, the mutant violates the
/// property, and each time in this clause's words; with that clause taken out, the monitor finds nothing wrong in any of the same schedules. Other monitors
/// may notice the same mistake, since properties follow from each other: the table says which may, and no others do.
/// </summary>
public sealed class ClauseTests
{
    private static readonly Dictionary<string, ClauseLine> Lines = ClauseTable.Lines.ToDictionary(static l => $"{l.Property}: {l.Clause}");

    // What the monitor of plans puts before the words of the plan checker, which its tests are told without.
    private const string OfPlans = "the plan of m1 for 1.m1/1: ";

    public static TheoryData<string> OfMutants => [.. Lines.Where(static l => l.Value.Mutant is not null).Select(static l => l.Key)];

    public static TheoryData<string> OfTests => [.. Lines.Where(static l => l.Value.Mutant is null).Select(static l => l.Key)];

    [Fact]
    public void Every_clause_has_one_line_and_every_line_is_about_a_clause() => ClauseTable.Objections(ClauseTable.Asked, ClauseTable.Lines).ShouldBeEmpty();

    [Fact]
    public void Every_monitor_has_clauses() =>
        ClauseTable.Asked.Select(static c => c.Property).Distinct().ShouldBe(MonitorSet.All().Select(static m => m.Property), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(OfMutants))]
    public void A_mutant_dies_by_the_clause_alone(string of)
    {
        var line = Lines[of];
        var (unsaid, violated) = Hunt(line, MutantRegistry.Find(line.Mutant!));

        unsaid.ShouldBeGreaterThan(0, $"{line.Mutant} is never told: {line.Clause}");
        violated.ShouldNotContainKey(line.Property, $"{line.Mutant} is told something else by the same monitor: {violated.GetValueOrDefault(line.Property)}");
        violated.Keys.Except(line.Also).ShouldBeEmpty();
    }

    /// <summary>A payload that is dropped waits no longer, and it is not sent in the end either: of these two clauses either is enough for most schedules.</summary>
    [Fact]
    public void A_mutant_that_is_told_something_else_too_is_no_witness()
    {
        var line = Lines.Values.Single(static l => l.Clause.EndsWith("neither sent nor waiting", StringComparison.Ordinal)) with { Mutant = "p-blocked-send-dropped", Faults = null, First = 0 };
        var (unsaid, violated) = Hunt(line with { Schedules = 200 }, MutantRegistry.Find(line.Mutant));

        unsaid.ShouldBeGreaterThan(0);
        violated[line.Property].ShouldEndWith("which still waits");
    }

    /// <summary>Runs some schedules of a mutant's hunt. Gives how often the clause was to be said, and what is violated without it.</summary>
    private static (int Unsaid, Dictionary<string, string> Violated) Hunt(ClauseLine line, Mutant mutant)
    {
        var request = MutantHunt.Request(mutant, "portfolio", seed: 1, line.Schedules);
        request.Holds(line.Property).ShouldBeTrue($"{mutant.Protocol} does not have {line.Property}, mutant or not");
        var scenario = line.Faults is null ? request.Scenarios[0] : new Scenario(request.Protocol, mutant.Members, FaultBudget.Parse(line.Faults));
        var deaf = new DeafMonitor(MonitorSet.All().Single(m => m.Property == line.Property), line.Says);
        IMonitor<VsWorld>[] monitors = [deaf, .. MonitorSet.All().Where(m => m.Property != line.Property && request.Holds(m.Property))];
        var runner = new ScheduleRunner<VsWorld>(new VsWorld(scenario, new SymbolicBinding(Anywhere.Group), mutant.Mutate), monitors);
        var (strategy, violated) = (Portfolio.Create(request.Strategy), new Dictionary<string, string>());
        for (var schedule = line.First; schedule < line.First + line.Schedules; schedule++)
        {
            var rng = Rng.For(request.Seed, schedule);
            foreach (var violation in runner.Run(strategy, ref rng, request.Steps, static _ => false))
            {
                violated.TryAdd(violation.Property, violation.Message);
            }
        }

        return (deaf.Unsaid, violated);
    }

    /// <summary>What no mutant can bring about, a test does that makes the world or the monitor's input by hand; it expects the clause's very words.</summary>
    [Theory]
    [MemberData(nameof(OfTests))]
    public void Where_no_mutant_can_be_a_test_makes_the_monitor_say_it(string of)
    {
        var line = Lines[of];

        line.Because.ShouldNotBeNull();
        (line.Because.Length > 20 && line.Because.EndsWith('.')).ShouldBeTrue(line.Because);
        NamedTest.TextsOf(line.Test!).ShouldContain(t => line.Says(t) || line.Says($"{OfPlans}{t}"), $"{line.Test} expects what {line.Property} says: {line.Clause}");
    }

    [Fact]
    public void A_line_has_a_mutant_or_else_a_test_and_a_reason() =>
        ClauseTable.Lines.ShouldAllBe(static l => l.Mutant != null ? l.Test == null && l.Because == null : l.Test != null && l.Because != null && l.Also.Count == 0);

    [Fact]
    public void A_table_that_is_not_up_to_date_is_told_what_to_add_and_what_to_remove()
    {
        (string, string)[] asked = [("Agreement", "{} is new"), ("Liveness", "{} waits")];
        ClauseLine[] lines = [new("Liveness", "{} waits"), new("Liveness", "{} is gone"), new("Liveness", "{} waits")];

        var objections = ClauseTable.Objections(asked, lines).ToList();

        objections.Count.ShouldBe(3);
        objections[0].ShouldContain("""add { "property": "Agreement", "clause": "{} is new", "mutant": "..." }""");
        objections[1].ShouldContain("what the monitor of Liveness does not say: \"{} is gone\"");
        objections[2].ShouldContain("two witnesses for what Liveness says: \"{} waits\"");
    }
}
