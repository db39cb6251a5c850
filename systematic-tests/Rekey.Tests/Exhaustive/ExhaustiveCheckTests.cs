using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Whole scopes, decided.</summary>
public class ExhaustiveCheckTests
{
    /// <summary>What says nothing of what its verdict rests on: decided where every state was visited with all that it remembers.</summary>
    private static readonly string[] Undeclared =
    [
        Properties.ActiveSecurity, Properties.VirtualSynchrony,
        Properties.ErasureSecrecy, Properties.PostCompromiseSecurity, Properties.WeakErasureSecrecy, Properties.WeakPostCompromiseSecurity,
    ];

    public static TheoryData<string> Protocols => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_scope_that_is_closed_decides_every_property_that_should_hold(string protocol)
    {
        var report = Run(protocol, 3, "crash=1,depth=1");
        report.IsComplete.ShouldBeTrue();
        report.Unexpected.ShouldBeEmpty();
        report.LookedForCycles.ShouldBeTrue();
        report.Cycle.ShouldBeNull();
        var holding = report.Request.Protocol.Spec.Expectations.Where(static e => e.Expected == Expected.Holds).Select(static e => e.Property);
        holding.Except(report.Decided).Except(Undeclared).ShouldBeEmpty();
        report.Products.Select(static p => p.Property).ShouldBe([Properties.VirtualSynchrony], "nobody attacks here, and nobody is exposed");
        report.Decided.Intersect(Undeclared).ShouldBe(report.Products.Where(static p => p.Holds).Select(static p => p.Property), ignoreOrder: true);
    }

    [Theory]
    [InlineData("p-switch-on-own-key", "none")]
    [InlineData("p-no-restart", "crash=1,depth=1")]
    [InlineData("p-first-ack-is-enough", "none")]
    [InlineData("p-key-derived-from-old", "leave=1")]
    [InlineData("p-refresh-ratchets", "refresh=1")]
    [InlineData("p-old-key-under-new", "refresh=1")]
    [InlineData("p-staged-key-carried-over", "partition=1,depth=1")]
    [InlineData("p-commit-on-block", "crash=1,depth=1")]
    [InlineData("c-under-old-group-key", "leave=1")]
    [InlineData("o-leavers-subtree-key", "leave=1")]
    [InlineData("ckd-key-in-clear", "none")]
    [InlineData("gdh-share-kept", "leave=1")]
    [InlineData("p-tells-twice", "join=1")]
    [InlineData("p-tells-nothing", "join=1,refresh=1,depth=1")]
    [InlineData("p-tells-other-key", "refresh=1")]
    [InlineData("p-tells-what-it-stages", "none")]
    [InlineData("p-tells-old-key-again", "join=1,refresh=1")]
    [InlineData("p-first-traffic-key", "refresh=1,send=2")]
    [InlineData("p-one-traffic-key", "send=2")]
    [InlineData("p-nonce-truncated", "send=1")]
    [InlineData("p-key-id-of-first-run", "refresh=1,send=1")]
    [InlineData("p-sends-under-first-key", "refresh=1,send=1")]
    [InlineData("p-payload-quoted", "send=1")]
    [InlineData("p-refresh-ignored", "refresh=1")]
    [InlineData("p-blocked-send-dropped", "join=1,send=1")]
    [InlineData("p-waiting-send-dropped", "send=1")]
    [InlineData("p-sent-twice", "send=1")]
    [InlineData("p-deaf-while-blocked", "join=1,send=1")]
    public void A_mutant_is_caught_by_the_monitor_of_its_property(string name, string faults)
    {
        var mutant = MutantRegistry.Find(name);
        var report = Run(mutant.Protocol, mutant.Members, faults, mutant);
        report.Result.End.ShouldBe(SearchEnd.Stopped);
        report.Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    [Fact]
    public void A_mutant_that_livelocks_is_caught_with_a_stem_and_a_loop_that_can_be_made_again_and_again()
    {
        var mutant = MutantRegistry.Find("p-acks-start-over");
        var report = Run("P", 3, "none", mutant);
        report.IsComplete.ShouldBeTrue("no state is at rest, and no situation is wrong by itself");
        var cycle = report.Cycle.ShouldNotBeNull();
        report.Findings[Properties.Liveness].Violation.Message.ShouldContain("repeated for ever");

        var world = new VsWorld(report.Request.Scenarios[0], new SymbolicBinding(Anywhere.Group), mutant.Mutate);
        world.Reset();
        foreach (var choice in cycle.Stem.Concat(cycle.Loop).Concat(cycle.Loop).Concat(cycle.Loop))
        {
            world.Apply(choice);
        }

        world.Processes.ShouldAllBe(static p => p.State.Current == null, "the view is stable, and stays unkeyed");
    }

    [Fact]
    public void Functional_states_are_fewer_and_independent_of_what_happened()
    {
        var whole = Run("P", 3, "crash=1,join=1,depth=1").Result;
        var bare = Run("P", 3, "crash=1,join=1,depth=1", options: new SpaceOptions { Histories = false }).Result;
        bare.States.ShouldBeLessThan(whole.States);
        bare.AtRest.ShouldBeLessThan(whole.AtRest);
    }

    [Fact]
    public void Rows_have_no_active_adversary_and_at_most_sixteen_processes()
    {
        var refusal = Should.Throw<NotSupportedException>(static () => new VsSpace(new Scenario(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("replay=1"))));
        refusal.Message.ShouldContain("'replay'");
        Should.Throw<NotSupportedException>(static () => Run("P", 15, "join=2")).Message.ShouldContain("16");
    }

    private static ExhaustiveReport Run(string protocol, int members, string faults, Mutant? mutant = null, SpaceOptions? options = null)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        return ExhaustiveCheck.Run(
            new CheckRequest
            {
                Protocol = scenario.Protocol, Scenarios = [scenario], Mutate = mutant is null ? null : mutant.Mutate, EndsOn = mutant?.CaughtBy[0],
            },
            new ExhaustiveRequest { Workers = 2 },
            options);
    }
}
