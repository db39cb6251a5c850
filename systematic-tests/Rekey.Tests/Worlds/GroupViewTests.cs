using Rekey.Core;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The traffic of one view: FIFO for each sender, unicasts and multicasts in one order, cuts (spec/model/virtual-synchrony.md, VS-5 and VS-7).</summary>
public sealed class GroupViewTests
{
    private readonly GroupView view = NewView("m1", "m2", "m3");

    [Fact]
    public void A_multicast_is_there_for_all_but_its_sender()
    {
        view.Append(0, Message(-1)).ShouldBe(0);

        (view.HasNext(0, 0), view.HasNext(1, 0), view.HasNext(2, 0)).ShouldBe((false, true, true));
    }

    [Fact]
    public void A_unicast_is_there_for_its_receiver_only()
    {
        view.Append(0, Message(2));

        (view.HasNext(0, 0), view.HasNext(1, 0), view.HasNext(2, 0)).ShouldBe((false, false, true));
    }

    [Fact]
    public void Each_receiver_takes_its_own_messages_in_the_order_in_which_they_were_sent()
    {
        foreach (var to in new[] { 1, -1, 2, 1, 2, -1 })
        {
            view.Append(0, Message(to));
        }

        TakeAll(1).ShouldBe([0, 1, 3, 5]);
        TakeAll(2).ShouldBe([1, 2, 4, 5]);
        view.SentBy(0).ShouldBe(6);
    }

    [Fact]
    public void What_is_sent_after_the_last_was_taken_is_there_again()
    {
        view.Append(1, Message(-1));
        view.Take(0, 1);
        view.HasNext(0, 1).ShouldBeFalse();
        view.Append(1, Message(2));
        view.HasNext(0, 1).ShouldBeFalse();
        view.Append(1, Message(0)).ShouldBe(2);

        view.Take(0, 1).ShouldBe(2);
    }

    [Fact]
    public void Delivery_is_counted_up_to_and_with_the_message_that_was_taken()
    {
        view.Append(0, Message(2));
        view.Append(0, Message(1));
        view.DeliveredUpTo(1, 0).ShouldBe(0);
        view.Take(1, 0);

        (view.DeliveredUpTo(1, 0), view.DeliveredUpTo(2, 0)).ShouldBe((2, 0));
    }

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new int[0])]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 1, 2 })]
    public void A_cut_ends_delivery_after_so_many_of_the_senders_messages(int cut, int[] taken)
    {
        foreach (var to in new[] { 2, 1, -1 })
        {
            view.Append(0, Message(to));
        }

        view.Cut(1, 0, cut);
        TakeAll(1).ShouldBe(taken);
        TakeAll(2).ShouldBe([0, 2], "a cut is one receiver's");
    }

    [Fact]
    public void A_message_is_kept_as_it_was_sent()
    {
        var first = Message(-1);
        var second = Message(2);
        view.Append(0, first);
        view.Append(0, second);

        (view.Message(0, 0), view.Message(0, 1)).ShouldBe((first, second));
    }

    [Fact]
    public void Members_and_processes_stand_in_one_order() =>
        view.Processes.Select(static p => p.Id).ShouldBe(view.View.Members);

    /// <summary>A view of processes that run no protocol.</summary>
    internal static GroupView NewView(params string[] names) => NewView(1, [.. names.Select(static (n, i) => NewProcess(i, n))]);

    internal static GroupView NewView(uint counter, params Process[] processes) =>
        new((int)counter, new View(new ViewId(counter, processes[0].Id), [.. processes.Select(static p => p.Id)]), processes);

    internal static Process NewProcess(int index, string name)
    {
        var (id, binding) = (MemberId.Parse(name), new SymbolicBinding(Anywhere.Group));
        var machine = ProtocolRegistry.Find("P").NewMachine(Anywhere.Group, binding.Suite, binding.Envelopes);
        return new Process(index, id, new Mailbox(machine.Initial(id)), binding.EntropyFor(id), new Component(null!, -1));
    }

    internal static Sent Message(int to) => new(to, new Received(MemberId.Parse("m1"), new Blank()));

    private List<int> TakeAll(int receiver)
    {
        var taken = new List<int>();
        while (view.HasNext(receiver, 0))
        {
            taken.Add(view.Take(receiver, 0));
        }

        return taken;
    }

    /// <summary>An envelope that nobody opens.</summary>
    private sealed class Blank : Envelope
    {
        public override ulong Fingerprint => 1;
    }
}
