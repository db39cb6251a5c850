using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitors together: one for each property of spec/properties.md.</summary>
public sealed class MonitorSetTests
{
    [Fact]
    public void Every_property_has_one_monitor() =>
        PropertySet.All().Select(static m => m.Name)
            .ShouldBe(Properties.All, ignoreOrder: true);

    [Fact]
    public void A_monitors_class_has_the_name_of_its_property() =>
        PropertySet.All().ShouldAllBe(static m => m.GetType().Name == m.Name);

    [Fact]
    public void Without_secrecy_means_without_just_that() =>
        PropertySet.All().Select(static m => m.Name).Except(PropertySet.WithoutSecrecy().Select(static m => m.Name)).ShouldBe(PropertySet.All().Where(static m => m is SecrecyMonitor or ExposureMonitor).Select(static m => m.Name));

    /// <summary>What a protocol lists is watched; what it does not list is no property of its kind, and only plans have one of those.</summary>
    [Fact]
    public void Every_protocol_says_of_every_property_that_concerns_it_whether_it_has_it()
    {
        foreach (var spec in ProtocolRegistry.All.Select(static p => p.Spec))
        {
            var hasPlans = spec.Rules.Contains(KeyTreeRules.Announce);

            spec.Expectations.Select(static e => e.Property)
                .ShouldBe(PropertySet.All().Select(static m => m.Name).Where(p => hasPlans || p != Properties.PlanSoundness), ignoreOrder: true, spec.Name);
        }
    }

    /// <summary>What a run violates does not depend on the runs that the monitors saw before.</summary>
    [Fact]
    public void Monitors_that_watched_many_runs_judge_as_new_ones_do()
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("crash=1,join=1,partition=1,merge=1,refresh=1,send=2,replay=1,depth=2"));
        foreach (var mutant in Rekey.Mutants.MutantRegistry.All.Where(static m => Definitions.Find(m.Protocol) is Rekey.Wire.ProtocolDefinition).Where(static (_, i) => i % 4 == 0))
        {
            var used = Runner(MonitorSet.All());
            for (var schedule = 0; schedule < 25; schedule++)
            {
                Run(used, schedule).ShouldBe(Run(Runner(MonitorSet.All()), schedule));
            }

            ScheduleRunner<VsWorld> Runner(IReadOnlyList<IMonitor<VsWorld>> monitors) =>
                new(new VsWorld(scenario, new SymbolicBinding(Anywhere.Group), mutant.Mutate), monitors);
        }
    }

    private static List<Violation> Run(ScheduleRunner<VsWorld> runner, int schedule)
    {
        var rng = Rng.For(5, schedule);
        return [.. runner.Run(Portfolio.Create("fair"), ref rng, 2_000, static _ => false)];
    }
}
