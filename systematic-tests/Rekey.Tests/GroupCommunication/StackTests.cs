using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Faults;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Clients with sessions at daemons, as one stack (spec/layers/stack.md).</summary>
public sealed class StackTests
{
    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => $"Stack-{p.Spec.Name}")];

    /// <summary>What the flush layer assumes of extended virtual synchrony, the daemons give it.</summary>
    [Fact]
    public void Over_daemons_the_flush_layer_makes_virtual_synchrony()
    {
        var report = Explore("Stack", 1_500);
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        (report.Schedules, report.Unfinished).ShouldBe((1_500, 0));
        report.ViewChanges.ShouldBeGreaterThan(3_000);
        report.DeepestCascade.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Over_daemons_a_rekey_protocol_has_the_properties_that_it_has_over_the_abstract_world(string name)
    {
        var report = Explore(name, 60);
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        (report.Schedules, report.Unfinished).ShouldBe((60, 0));
        report.Unwatched.ShouldBeEmpty();
    }

    /// <summary>A wrong layer on any floor is noticed above it.</summary>
    [Theory]
    [InlineData("flush-no-second-flush")]
    [InlineData("flush-own-word-forgotten")]
    [InlineData("groups-no-signal")]
    [InlineData("groups-leaver-not-told")]
    public void A_wrong_layer_breaks_the_property_that_it_breaks_alone(string name)
    {
        var mutant = MutantRegistry.Find(name);
        Hunt(mutant, "Stack").Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    [Theory]
    [InlineData("p-switch-on-own-key", "Stack-P")]
    [InlineData("tgdh-leave-keeps-share", "Stack-TGDH")]
    public void A_wrong_rekey_protocol_is_caught_over_daemons_too(string name, string stack)
    {
        var mutant = MutantRegistry.Find(name);
        Hunt(mutant, stack).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    [Fact]
    public void A_mutant_can_be_looked_for_in_what_stands_on_its_own_definition_and_nowhere_else()
    {
        var mutant = MutantRegistry.Find("groups-no-signal");
        Definitions.All.Where(mutant.IsIn).Select(static d => d.Spec.Name).ShouldBe(["Groups", .. Definitions.All.Select(static d => d.Spec.Name).Where(static n => n.StartsWith("Stack", StringComparison.Ordinal))], ignoreOrder: true);
    }

    /// <summary>A client is behind a session: when it crashes its daemon has to notice; when the daemon crashes, its clients stop with it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_stays_gets_a_view_without_those_who_crashed(bool isDaemon)
    {
        var scenario = Definitions.ScenarioOf(Definitions.Find("Stack"), 2, "crash=1") with { Start = RunStart.Parse("group=formed") };
        var world = (EvsWorld)CheckRequest.Of(scenario).NewWorld(scenario);
        world.Reset();
        var crash = world.Names.ToList().FindIndex(n => n.ToString() == (isDaemon ? "m2" : "m@m2"));
        world.Apply(new Choice(Move.Of<Crash>().Number, (short)crash, 0, 0));
        List<Offer> offers = [];
        for (world.OfferObligations(offers); offers.Count > 0; world.OfferObligations(offers))
        {
            world.Apply(offers[0].With(0));
            offers.Clear();
        }

        var (alive, dead) = (Standing(world, "m@m1"), Standing(world, "m@m2"));
        (alive.IsAlive, dead.IsAlive).ShouldBe((true, false));
        alive.Installed!.Members.Select(static m => m.ToString()).ShouldBe(["m@m1"]);
        world.Daemons.Count(static d => d.IsAlive).ShouldBe(isDaemon ? 1 : 2);
    }

    private static Standing Standing(EvsWorld world, string name) => world.Standings.Single(s => s.Process.Id.ToString() == name);

    private static CheckReport Explore(string name, long schedules)
    {
        var definition = Definitions.Find(name);
        return Checker.Run(new CheckRequest { Protocol = definition, Scenarios = CheckRequest.DefaultScenarios(definition, 1, 3), Schedules = schedules });
    }

    private static CheckReport Hunt(Mutant mutant, string name)
    {
        var definition = Definitions.Find(name);
        return Checker.Run(MutantHunt.Hunting(mutant, new CheckRequest { Protocol = definition, Scenarios = CheckRequest.DefaultScenarios(definition, 1, 3), Schedules = 20_000 }));
    }
}
