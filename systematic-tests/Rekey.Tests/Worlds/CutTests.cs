using Rekey.Core;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>
/// Messages of members that do not move along reach all who move together, or none: the cut (spec/model/virtual-synchrony.md, VS-4 and
/// "Moving together, and those who stay behind").
/// </summary>
public sealed class CutTests
{
    [Fact]
    public void A_cut_is_no_shorter_than_what_was_delivered_and_no_longer_than_what_was_sent()
    {
        var bench = CrashedSender();
        bench.WaysToAgree("m1").ShouldBe(2, "of three messages of m3, m1 has been handed two");
        bench.Agree("m1", 1);

        bench.World.LastCuts.ShouldBe([(MemberId.Parse("m3"), 3, 3)]);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 2)]
    public void All_who_move_together_are_handed_the_cut_and_nothing_else(int option, int dueAtM1, int dueAtM2)
    {
        var bench = CrashedSender();
        bench.Agree("m1", option);

        (Take(bench, "m1"), Take(bench, "m2")).ShouldBe((dueAtM1, dueAtM2));
        bench.Install("m1", "m2");
        (bench["m1"].Installed, bench["m1"].Installed!.View.Id.Counter).ShouldBe((bench["m2"].Installed, 2u));
    }

    [Fact]
    public void Groups_that_part_choose_their_own_cuts()
    {
        var bench = CrashedSender("partition=1,depth=2");
        bench.Split("m1", "m2");
        (bench.WaysToAgree("m1"), bench.WaysToAgree("m2")).ShouldBe((2, 3), "of what m3 sent, m2 has been handed nothing, and two messages are for it");
        bench.Agree("m1");
        bench.World.LastCuts.ShouldBe([(MemberId.Parse("m2"), 1, 1), (MemberId.Parse("m3"), 2, 3)]);
        bench.Agree("m2");
        bench.World.LastCuts.ShouldBe([(MemberId.Parse("m1"), 3, 3), (MemberId.Parse("m3"), 0, 3)]);

        (Take(bench, "m1"), Take(bench, "m2")).ShouldBe((0, 0), "one side heard m3's payload, the other never will");
    }

    [Fact]
    public void Every_combination_of_cuts_has_its_number()
    {
        var seen = new HashSet<string>();
        for (var option = 0; option < 6; option++)
        {
            // Both m2, with two payloads, and m3, with an ack and a payload that m1 has been handed in part, stay behind.
            var bench = new WorldBench(3, "crash=2,send=3,depth=1").Settle();
            bench.Do(Move.Send, "m2");
            bench.Do(Move.Send, "m2");
            bench.Do(Move.Send, "m3");
            bench.Do(Move.Crash, "m2");
            bench.Do(Move.Crash, "m3");
            bench.Block("m1");
            bench.WaysToAgree("m1").ShouldBe(3 * 2);
            bench.Agree("m1", option);
            seen.Add(string.Join(' ', bench.World.LastCuts)).ShouldBeTrue();
        }

        seen.ShouldContain("(m2, 1, 3) (m3, 1, 2)");
        seen.ShouldContain("(m2, 3, 3) (m3, 2, 2)");
    }

    [Fact]
    public void A_sender_that_sent_nothing_needs_no_choice()
    {
        var bench = new WorldBench(3, "crash=1,depth=1").Formed();
        bench.Do(Move.Crash, "m3");
        bench.Block("m1", "m2");

        bench.WaysToAgree("m1").ShouldBe(1);
        bench.Agree("m1");
        bench.World.LastCuts.ShouldBeEmpty();
    }

    [Fact]
    public void A_cut_through_unicasts_means_that_the_receiver_gets_them_or_not()
    {
        // The leader sent its keys to m2 and m3, in this order, and crashed.
        foreach (var (option, due) in new[] { (0, ""), (1, "m2"), (2, "m2 m3") })
        {
            var bench = new WorldBench(3, "crash=1,depth=1").Formed();
            bench.Do(Move.Crash, "m1");
            bench.Block("m2", "m3");
            bench.WaysToAgree("m2").ShouldBe(3);
            bench.Agree("m2", option);
            bench.Who(Move.Deliver).ShouldBe(due);
        }
    }

    [Fact]
    public void A_pending_view_may_be_skipped_under_the_cuts_that_were_chosen_for_it()
    {
        var bench = CrashedSender("join=1,depth=2");
        bench.Agree("m1");
        bench.Join("m1");
        bench.WaysToAgree("m1").ShouldBe(1, "the cut stands");
        bench.Agree("m1").ToString().ShouldBe("3.a1{a1,m1,m2}");
        bench.Settle();

        bench["m2"].Installed!.View.Id.Counter.ShouldBe(3u);
        bench.World.ViewChanges.ShouldBe(3);
    }

    [Fact]
    public void A_pending_view_may_also_be_installed_before_the_next_one()
    {
        var bench = CrashedSender("join=1,depth=2");
        bench.Agree("m1");
        bench.Join("m1");
        bench.Install("m1");

        bench["m1"].Installed!.View.Id.Counter.ShouldBe(2u);
        bench.WaysToAgree("m1").ShouldBe(0, "m1 is not blocked in the view that it has installed");
        bench.Block("m1");
        bench.WaysToAgree("m1").ShouldBe(1, "m1 and m2 come from different views now, and m2 skips one");
    }

    [Fact]
    public void Who_was_promised_a_cut_does_not_agree_with_those_who_were_not()
    {
        var bench = new WorldBench(3, "partition=1,merge=1,depth=2").Settle();
        bench.Split("m1 m2", "m3");
        bench.Block("m1", "m2");
        bench.Agree("m1");
        bench.Do(Move.Merge, 0);
        bench.Block("m3");
        bench.WaysToAgree("m1").ShouldBe(0, "m1 and m2 leave the first view with another cut than m3");
        bench.Who(Move.Install).ShouldBe("m1 m2");
        bench.Install("m1", "m2");
        bench.Block("m1", "m2");

        bench.Agree("m1").ToString().ShouldBe("3.m1{m1,m2,m3}");
    }

    /// <summary>Of m3's ack and two payloads, m1 has been handed the ack and one payload, m2 nothing; m3 crashes; the others are blocked.</summary>
    private static WorldBench CrashedSender(string faults = "depth=1")
    {
        var bench = new WorldBench(3, $"crash=1,send=2,{faults}").Settle();
        bench.Do(Move.Send, "m3");
        bench.Do(Move.Send, "m3");
        bench.Deliver("m3", "m1");
        bench.Do(Move.Crash, "m3");
        bench.Block("m1", "m2");
        return bench;
    }

    /// <summary>Hands over all that is due; how much it was.</summary>
    private static int Take(WorldBench bench, string name)
    {
        for (var taken = 0; ; taken++)
        {
            var offers = bench.Offers(Move.Deliver).FindAll(o => o.A == bench[name].Index);
            if (offers.Count == 0)
            {
                return taken;
            }

            bench.Do(Move.Deliver, offers[0].A, offers[0].B);
        }
    }
}
