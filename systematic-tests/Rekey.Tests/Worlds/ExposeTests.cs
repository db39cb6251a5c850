using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The power <c>expose</c> (spec/model/adversary.md, "expose"), and what each protocol can give after it (its page, "Properties").</summary>
public sealed class ExposeTests
{
    [Fact]
    public void Whoever_runs_or_has_left_can_be_exposed_and_who_crashed_cannot()
    {
        var bench = new WorldBench(4, "expose=2,crash=1,leave=1,depth=1");
        bench.Who(Move.Expose).ShouldBe("m1 m2 m3 m4", "before the first view");
        bench.Settle();
        bench.Do(Move.Crash, "m4");
        bench.Do(Move.Leave, "m3");
        bench.Who(Move.Expose).ShouldBe("m1 m2 m3");
        bench.Block("m1");

        bench.Who(Move.Expose).ShouldBe("m1 m2 m3", "blocked");
    }

    [Fact]
    public void The_process_does_not_know_and_the_budget_is_spent()
    {
        var bench = new WorldBench(2, "expose=1").Settle();
        var before = bench.Fingerprint();
        bench.Do(Move.Expose, "m2");
        var seen = bench.World.Observations[^1];

        (seen.Kind, seen.Process, seen.What, seen.A).ShouldBe((ObservationKind.Exposed, bench["m2"], bench["m2"].Box, 0));
        bench.Fingerprint().ShouldBe(before);
        (bench.World.WasAttacked, bench.World.Steps.Count).ShouldBe((false, 0));
        bench.Offers(Move.Expose).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("P", "PostCompromiseSecurity")]
    [InlineData("O", "PostCompromiseSecurity")]
    [InlineData("O-balanced", "PostCompromiseSecurity")]
    [InlineData("C", "PostCompromiseSecurity")]
    [InlineData("CKD", "PostCompromiseSecurity")]
    [InlineData("BD", "")]
    [InlineData("TGDH", "")]
    public void After_a_refresh_a_member_that_was_exposed_is_safe_again_where_its_page_says_so(string protocol, string expected)
    {
        var bench = Bench(protocol, "expose=1,refresh=1");
        bench.Do(Move.Expose, "m3");
        bench.Do(Move.Refresh, "m1");
        bench.Settle();

        Violated(bench).ShouldBe(expected);
    }

    [Theory]
    [InlineData("P", "ErasureSecrecy")]
    [InlineData("CKD", "ErasureSecrecy")]
    [InlineData("STR", "ErasureSecrecy")]
    [InlineData("GDH", "ErasureSecrecy")]
    [InlineData("TGDH", "ErasureSecrecy")]
    [InlineData("BD", "")]
    public void In_the_next_view_a_member_has_what_its_page_says_of_the_one_before(string protocol, string expected)
    {
        // Who draws a share because m4 left has forgotten the old one.
        string[] violated = [.. new[] { "m1", "m2", "m3" }.Select(name =>
        {
            var bench = Bench(protocol, "expose=1,leave=1,depth=1");
            bench.Do(Move.Leave, "m4");
            bench.Settle();
            bench.Do(Move.Expose, name);
            return Violated(bench);
        })];

        violated.ShouldContain(expected);
        violated.ShouldAllBe(v => v == expected || v.Length == 0);
    }

    [Theory]
    [InlineData("P", "ErasureSecrecy")]
    [InlineData("O", "ErasureSecrecy")]
    [InlineData("CKD", "")]
    [InlineData("BD", "")]
    [InlineData("TGDH", "")]
    public void Who_left_has_nothing_but_its_long_term_keys(string protocol, string expected)
    {
        var bench = Bench(protocol, "expose=1,leave=1,depth=1");
        bench.Do(Move.Leave, "m2");
        bench.Do(Move.Expose, "m2");

        Violated(bench).ShouldBe(expected);
    }

    private static WorldBench Bench(string protocol, string faults) =>
        new WorldBench(ProtocolRegistry.Find(protocol), 4, faults, null, [.. PropertySet.Of(
            [Properties.ErasureSecrecy, Properties.PostCompromiseSecurity, Properties.WeakErasureSecrecy, Properties.WeakPostCompromiseSecurity])]).Settle();

    private static string Violated(WorldBench bench) => string.Join(' ', bench.Ends.Select(static f => f.Name).Order(StringComparer.Ordinal));
}
