using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>
/// The monitor of the environment itself: histories of events made by hand, each of which keeps or breaks one rule of
/// spec/model/virtual-synchrony.md.
/// </summary>
public sealed class VirtualSynchronyTests
{
    private readonly VirtualSynchrony monitor = new();
    private readonly Process m1 = GroupViewTests.NewProcess(0, "m1");
    private readonly Process m2 = GroupViewTests.NewProcess(1, "m2");
    private readonly Process m3 = GroupViewTests.NewProcess(2, "m3");
    private readonly GroupView first;
    private readonly GroupView second;

    public VirtualSynchronyTests()
    {
        first = GroupViewTests.NewView(1, m1, m2, m3);
        second = GroupViewTests.NewView(2, m1, m2);
    }

    [Fact]
    public void A_history_that_keeps_all_rules_is_accepted()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, 0), Got(m1, first, 2, 0), Got(m1, first, 2, 1), Blocked(m1), Observation.Gone(m3, left: false), Blocked(m2));
        Ok(Agreed(second), Got(m2, first, 2, 0), Installed(m2, second), Installed(m1, second), Sent(m2, second, -1), Got(m1, second, 1, 0));
        monitor.End(null!, true).ShouldBeNull();
    }

    [Fact]
    public void VS_1_a_view_that_a_member_does_not_belong_to()
    {
        Ok(Agreed(first), Agreed(second), Installed(m3, first), Blocked(m3));
        Bad(Installed(m3, second), "VS-1: m3 installs 2.m1{m1,m2}, to which it does not belong");
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(1u)]
    public void VS_2_a_counter_that_does_not_grow(uint counter)
    {
        var (later, again) = (GroupViewTests.NewView(2, m1, m2, m3), GroupViewTests.NewView(counter, m2, m3));
        Ok(Agreed(later), Agreed(again), Installed(m2, later), Blocked(m2));
        Bad(Installed(m2, again), $"VS-2: m2 installs {counter}.m2{{m2,m3}} after 2.m1{{m1,m2,m3}}");
    }

    [Fact]
    public void VS_2_is_asked_of_each_member_by_itself()
    {
        Ok(Agreed(second), Agreed(first), Installed(m1, second), Installed(m3, first));
    }

    [Fact]
    public void VS_3_two_views_of_one_name_in_two_components()
    {
        Ok(Agreed(first));
        Bad(Agreed(GroupViewTests.NewView(1, m1, m3)), "VS-3: two views are called 1.m1");
    }

    [Fact]
    public void VS_3_names_differ_by_counter_or_by_proposer() => Ok(Agreed(first), Agreed(second), Agreed(GroupViewTests.NewView(2, m3)));

    [Fact]
    public void VS_4_a_message_that_only_one_of_two_got()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, -1), Got(m1, first, 2, 0), Got(m1, first, 2, 1), Got(m2, first, 2, 0), Blocked(m1), Blocked(m2), Installed(m1, second));
        Bad(Installed(m2, second), "VS-4: of m1 and m2, which leave 1.m1{m1,m2,m3} together, only m1 got message 1 of m3");
    }

    [Fact]
    public void VS_4_a_message_that_only_the_second_mover_got()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Got(m1, first, 2, 0), Blocked(m1), Blocked(m2), Installed(m2, second));
        Bad(Installed(m1, second), "VS-4: of m2 and m1, which leave 1.m1{m1,m2,m3} together, only m1 got message 0 of m3");
    }

    [Fact]
    public void VS_4_a_first_movers_own_message_that_reaches_only_one_of_two_others()
    {
        var all = GroupViewTests.NewView(2, m1, m2, m3);
        Everybody();
        Ok(Sent(m1, first, -1), Got(m2, first, 0, 0), Blocked(m1), Blocked(m2), Blocked(m3), Agreed(all), Installed(m1, all), Installed(m2, all));
        Bad(Installed(m3, all), "VS-4: of m1 and m3, which leave 1.m1{m1,m2,m3} together, only m1 got message 0 of m1");
    }

    [Fact]
    public void VS_4_a_later_movers_own_message_that_did_not_reach_the_first()
    {
        Everybody();
        Ok(Sent(m2, first, -1), Blocked(m1), Blocked(m2), Installed(m1, second));
        Bad(Installed(m2, second), "VS-4: of m1 and m2, which leave 1.m1{m1,m2,m3} together, only m2 got message 0 of m2");
    }

    [Fact]
    public void VS_4_all_or_none_are_both_accepted()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, -1), Got(m1, first, 2, 0), Got(m2, first, 2, 0), Blocked(m1), Blocked(m2), Installed(m1, second), Installed(m2, second));
    }

    [Fact]
    public void VS_4_is_not_asked_of_those_who_part_nor_of_unicasts()
    {
        var alone = GroupViewTests.NewView(2, m2);
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, 0), Got(m1, first, 2, 0), Got(m1, first, 2, 1), Blocked(m1), Blocked(m2));
        Ok(Installed(m1, GroupViewTests.NewView(2, m1)), Installed(m2, alone));
        monitor.Reset();
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, 0), Got(m1, first, 2, 0), Got(m1, first, 2, 1), Got(m2, first, 2, 0), Blocked(m1), Blocked(m2), Installed(m1, second), Installed(m2, second));
    }

    [Fact]
    public void VS_4_is_asked_of_each_view_by_itself()
    {
        var (third, fourth) = (GroupViewTests.NewView(3, m1, m2), GroupViewTests.NewView(4, m1, m2));
        Everybody();
        Ok(Blocked(m1), Blocked(m2), Installed(m1, second), Installed(m2, second), Sent(m1, second, -1), Got(m2, second, 0, 0), Blocked(m1), Blocked(m2), Installed(m2, third), Installed(m1, third));
        Ok(Sent(m2, third, -1), Blocked(m1), Blocked(m2), Installed(m2, fourth));
        Bad(Installed(m1, fourth), "VS-4: of m2 and m1, which leave 3.m1{m1,m2} together, only m2 got message 0 of m2");
    }

    [Fact]
    public void VS_5_a_message_sent_in_a_view_that_the_sender_is_not_in()
    {
        Ok(Agreed(first));
        Bad(Sent(m1, first, -1), "VS-5: m1 sends in a view that it is not in");
    }

    [Fact]
    public void VS_5_a_message_sent_in_a_view_that_the_sender_has_left()
    {
        Everybody();
        Ok(Blocked(m1), Installed(m1, second));
        Bad(Sent(m1, first, -1), "VS-5: m1 sends in a view that it is not in");
    }

    [Fact]
    public void VS_5_a_message_handed_over_outside_its_view()
    {
        Everybody();
        Ok(Sent(m2, first, -1), Blocked(m1), Installed(m1, second));
        Bad(Got(m1, first, 1, 0), "VS-5: m1 is handed a message of 1.m1{m1,m2,m3} while in 2.m1{m1,m2}");
    }

    [Fact]
    public void VS_5_a_message_that_was_never_sent()
    {
        Everybody();
        Bad(Got(m1, first, 1, 0), "VS-5: m1 is handed message 0 of m2, which was never sent");
    }

    [Fact]
    public void VS_5_a_message_for_somebody_else()
    {
        Everybody();
        Ok(Sent(m2, first, 2));
        Bad(Got(m1, first, 1, 0), "VS-5: m1 is handed message 0 of m2, which is for m3");
    }

    [Fact]
    public void VS_5_a_message_handed_over_before_its_view()
    {
        Ok(Agreed(first), Installed(m1, first), Sent(m1, first, -1));
        Bad(Got(m2, first, 0, 0), "VS-5: m2 is handed a message of 1.m1{m1,m2,m3} while in ");
    }

    [Fact]
    public void VS_6_a_view_without_a_block()
    {
        Everybody();
        Bad(Installed(m1, second), "VS-6: m1 installs 2.m1{m1,m2} without having been blocked");
    }

    [Fact]
    public void VS_6_a_block_serves_for_one_view()
    {
        Everybody();
        Ok(Blocked(m1), Installed(m1, second));
        Bad(Installed(m1, GroupViewTests.NewView(3, m1)), "VS-6: m1 installs 3.m1{m1} without having been blocked");
    }

    [Fact]
    public void VS_6_a_block_before_the_first_view() => Bad(Blocked(m2), "VS-6: m2 is blocked before its first view");

    [Fact]
    public void VS_6_a_second_block()
    {
        Everybody();
        Ok(Blocked(m2));
        Bad(Blocked(m2), "VS-6: m2 is blocked twice in one view");
    }

    [Fact]
    public void VS_6_a_message_sent_while_blocked()
    {
        Everybody();
        Ok(Sent(m2, first, -1), Blocked(m2));
        Bad(Sent(m2, first, 0), "VS-6: m2 sends while blocked");
    }

    [Fact]
    public void VS_6_a_blocked_member_is_still_handed_messages()
    {
        Everybody();
        Ok(Sent(m2, first, -1), Blocked(m1), Got(m1, first, 1, 0), Installed(m1, second), Sent(m1, second, -1));
    }

    [Fact]
    public void VS_7_a_message_handed_over_twice()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Got(m1, first, 2, 0));
        Bad(Got(m1, first, 2, 0), "VS-7: m1 is handed message 0 of m3 after message 0");
    }

    [Fact]
    public void VS_7_messages_out_of_order_be_they_unicasts_or_multicasts()
    {
        Everybody();
        Ok(Sent(m3, first, 0), Sent(m3, first, -1), Got(m1, first, 2, 1));
        Bad(Got(m1, first, 2, 0), "VS-7: m1 is handed message 0 of m3 after message 1");
    }

    [Fact]
    public void VS_7_two_senders_and_two_receivers_have_orders_of_their_own()
    {
        Everybody();
        Ok(Sent(m3, first, -1), Sent(m3, first, -1), Sent(m2, first, -1), Got(m1, first, 2, 0), Got(m1, first, 2, 1), Got(m1, first, 1, 0), Got(m2, first, 2, 0));
    }

    private static Observation Agreed(GroupView view) => Observation.Agreed(view.View);

    private static Observation Installed(Process process, GroupView view) => Observation.Installed(process, view.View, view.Processes);

    private static Observation Blocked(Process process) => Observation.Blocked(process);

    private static Observation Got(Process process, GroupView view, int sender, int index) => Observation.Delivered(process, view.View, sender, index);

    private static Observation Sent(Process process, GroupView view, int to)
    {
        var message = GroupViewTests.Message(to);
        return Observation.Sent(process, view.View, view.Append(view.View.IndexOf(process.Id), message), to, message.Input);
    }

    private void Everybody() => Ok(Agreed(first), Installed(m1, first), Installed(m3, first), Installed(m2, first));

    private void Ok(params Observation[] events)
    {
        foreach (var happened in events)
        {
            monitor.See(happened).ShouldBeNull();
        }
    }

    private void Bad(Observation happened, string message) => monitor.See(happened).ShouldBe(message);
}
