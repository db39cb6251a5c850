using Rekey.KeyAgreement.Str;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Str;

/// <summary>Who says what when, for each kind of change (spec/protocols/str.md, STR-06 to STR-09), with the examples and the costs of the page.</summary>
public sealed class RunRuleTests
{
    /// <summary>The page's first example.</summary>
    [Fact]
    public void Two_newcomers_say_a_chain_each_and_the_lower_one_its_share_again()
    {
        var bench = new StrBench().Install("m1", "m2").Settle().Commit();

        Text(bench).ShouldBe(["m1: chain m1", "m2: chain m2", "m1: keys 0"]);
        bench["m1"].Result!.Element.ShouldBe(bench.Group.Raise(bench.Kept("m1").Shares[1], bench.Kept("m1").Secret));
    }

    /// <summary>The paper's join: two rounds, three messages, the newcomer on top.</summary>
    [Fact]
    public void A_join_is_a_chain_of_each_side_and_then_the_blinded_keys()
    {
        var bench = new StrBench().Run("m1", "m2", "m3").Install("m1", "m2", "m3", "m4");
        Text(bench).ShouldBe(["m3: chain m1 m2 m3", "m4: chain m4"]);

        bench.Settle().Commit();
        Text(bench).ShouldBe(["m3: chain m1 m2 m3", "m4: chain m4", "m3: keys 1"]);
        bench.Order("m4").ShouldBe("m1 m2 m3 m4");
    }

    /// <summary>STR-08: without a merge one message is all, and the sponsor is complete with the lineup.</summary>
    [Theory]
    [InlineData("m1 m2 m3 m4", "m4: keys 0")] // the topmost is gone
    [InlineData("m1 m2 m3 m5", "m3: keys 1")]
    [InlineData("m1 m2 m4 m5", "m2: keys 2")]
    [InlineData("m1 m3 m4 m5", "m1: keys 2")] // the blinded key of the lowest place is its blinded share
    [InlineData("m2 m3 m4 m5", "m2: keys 2")]
    [InlineData("m1 m3", "m1: keys 0")]
    [InlineData("m4 m5", "m4: keys 0")]
    [InlineData("m2 m4", "m2: keys 0")]
    [InlineData("m1 m2 m5", "m2: keys 1")]
    [InlineData("m1 m2 m3 m4 m5", "m5: keys 0")] // a refresh
    public void A_leave_a_partition_and_a_refresh_are_one_message(string present, string said)
    {
        var bench = new StrBench().Run("m1", "m2", "m3", "m4", "m5").Install(present.Split(' '));
        bench.View.Members.Count(m => bench[m.ToString()].Result is not null).ShouldBe(1);
        Text(bench).ShouldBe([said]);

        bench.Settle().Commit();
        Text(bench).ShouldBe([said]);
        bench.Order(present.Split(' ')[0]).ShouldBe(present);
    }

    /// <summary>STR-06: k components, k chains and one more message.</summary>
    [Fact]
    public void A_merge_of_three_is_three_chains_and_the_blinded_keys_of_the_bottoms_top()
    {
        var bench = new StrBench().Run("m5", "m6").Run("m1", "m2").Run("m3", "m4", "m7").Install("m1", "m2", "m3", "m4", "m5", "m6", "m7").Settle().Commit();

        Text(bench).ShouldBe(["m2: chain m1 m2", "m6: chain m5 m6", "m7: chain m3 m4 m7", "m7: keys 4"]);
        bench.Order("m1").ShouldBe("m3 m4 m7 m1 m2 m5 m6");
    }

    /// <summary>STR-07: the sponsor of a pruned bottom is also below whatever is stacked on it; the pruned chain on top needs no blinded key of its own.</summary>
    [Fact]
    public void A_merge_with_members_gone_from_both_sides_is_the_same_two_rounds()
    {
        var bench = new StrBench().Run("m1", "m2", "m3", "m4").Run("m5", "m6", "m7").Install("m1", "m3", "m4", "m6", "m7").Settle().Commit();

        Text(bench).ShouldBe(["m1: chain m1 m3 m4", "m6: chain m6 m7", "m1: keys 3"]);
        bench.Order("m7").ShouldBe("m1 m3 m4 m6 m7");
    }

    /// <summary>A run that was cut off leaves no trace: the next one begins from what was committed .</summary>
    [Fact]
    public void After_a_run_that_was_cut_off_the_next_begins_from_what_was_committed()
    {
        var bench = new StrBench().Run("m1", "m2", "m3");
        var shares = bench.Kept("m1").Shares;
        bench.Install("m1", "m2", "m3", "m4").Settle();
        bench.Install("m1", "m2", "m3");
        Text(bench).ShouldBe(["m3: keys 0"]);
        bench.Settle().Commit();

        bench.Order("m1").ShouldBe("m1 m2 m3");
        bench.Kept("m2").Shares[..2].ShouldBe(shares[..2]);
        bench.Kept("m2").Shares[2].ShouldNotBe(shares[2]);
    }

    /// <summary>STR-08 rests on all chains: blinded keys wait for the last of them .</summary>
    [Fact]
    public void Blinded_keys_that_overtake_a_chain_wait_for_it()
    {
        var bench = new StrBench().Install("m1", "m2", "m3");
        bench.Deliver<BlindedChain>("m2", "m1");
        bench.Deliver<BlindedChain>("m3", "m1");
        bench.Deliver<BlindedChain>("m1", "m3");
        var advance = bench.Deliver<BlindedKeys>("m1", "m3");
        (advance.Next, advance.Refusal).ShouldBe((null, null));
        bench["m3"].Result.ShouldBeNull();

        bench.Deliver<BlindedChain>("m2", "m3").Next.ShouldNotBeNull();
        bench["m3"].Result!.Element.ShouldBe(bench["m1"].Result!.Element);
    }

    /// <summary>STR-09: those below the sponsor compute while it does, and then only compare.</summary>
    [Fact]
    public void Whoever_is_below_the_sponsor_has_computed_when_the_blinded_keys_come()
    {
        var bench = new StrBench().Run("m1", "m2", "m3").Install("m1", "m2", "m3", "m4", "m5");
        bench.Settle(most: 3 * 4);

        bench["m3"].Result.ShouldNotBeNull();
        bench["m1"].Ahead!.Element.ShouldBe(bench["m3"].Result!.Element);
        bench["m1"].Ahead!.Blinded.ShouldBe(((BlindedKeys)bench.Said[^1]).Keys);
        (bench["m1"].Result, bench["m4"].Result, bench["m4"].Ahead).ShouldBe((null, null, null));
        bench.Settle();
        (bench.Cost["m1"], bench.Cost["m2"]).ShouldBe((0, 0));
    }

    /// <summary>The page's table of exponentiations: a join, a merge, a leave from the middle, a refresh.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Exponentiations_are_those_of_the_page(int n)
    {
        string[] names = [.. Enumerable.Range(10, n).Select(static i => $"m{i}")];
        var bench = new StrBench().Run(names);

        Refreshed(bench.Refresh(), names);
        bench.Commit();

        Joined(bench.Install([.. names, "m99"]), names);
        bench.Commit();

        // Out of n + 1, the one above place s = n / 2 leaves; n are left.
        var s = n / 2;
        string[] left = [.. names[..(s + 1)], .. names[(s + 2)..], "m99"];
        Left(bench.Install(left), left, s);
    }

    private static void Refreshed(StrBench bench, string[] names)
    {
        bench.Cost[names[^1]].ShouldBe(2);
        bench.Settle();
        names[..^1].ShouldAllBe(m => bench.Cost[m] == 1);
    }

    private static void Joined(StrBench bench, string[] names)
    {
        (bench.Cost[names[^1]], bench.Cost["m99"], bench.Cost[names[0]]).ShouldBe((1, 1, 0));
        bench.Settle(most: 2 * names.Length);
        names.ShouldAllBe(m => bench.Cost[m] == 3);
        bench.Settle();
        (bench.Cost["m99"], bench.Cost[names[0]]).ShouldBe((1, 0));
    }

    private static void Left(StrBench bench, string[] left, int s)
    {
        var n = left.Length;
        bench.Cost[left[s]].ShouldBe(2 * (n - s));
        bench.Settle();
        for (var place = 0; place < n; place++)
        {
            bench.Cost[left[place]].ShouldBe(place == s ? 2 * (n - s) : 2 * (n - Math.Max(place, s)) - 1, $"place {place}");
        }
    }

    private static IEnumerable<string> Text(StrBench bench) => bench.Said.Select(Text);

    private static string Text(Message message) => $"{message.Header.Sender}: " + message switch
    {
        BlindedChain chain => $"chain {string.Join(' ', chain.Places.Select(static p => p.Member))}",
        BlindedKeys keys => $"keys {keys.Keys.Length}",
        _ => message.Type.Name,
    };
}
