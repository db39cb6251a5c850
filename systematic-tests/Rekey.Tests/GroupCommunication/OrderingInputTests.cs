using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Spec.Layers;
using Rekey.Worlds.Layers;
using Rekey.Worlds.Network;
using Shouldly;
using Xunit;
using static Rekey.Tests.GroupCommunication.OrderingRing;

namespace Rekey.Tests.GroupCommunication;

/// <summary>What no right daemon of a ring sends is rejected, by place and expectation (spec/layers/ordering.md, OR-14).</summary>
public class OrderingInputTests
{
    private static readonly MemberId Stranger = MemberId.Parse("x");

    /// <summary>d2, to whom all have one message, and which has another one.</summary>
    private static OrderingDaemon Daemon => (OrderingDaemon)State(
        State(State(State(Formed(D2), new Arrived(D1, DataOf(1, D1))), new Arrived(D1, TokenOf(1, 1, 1, D1))), new Arrived(D1, TokenOf(2, 1, 1, D1))),
        new Arrived(D1, DataOf(2, D1, 2)));

    public static TheoryData<string, string, Envelope, string> Bad()
    {
        var (last, far) = (OrderingDaemons.Limits.LastSeq, OrderingDaemons.Limits.LastSeq + 1);
        return new TheoryData<string, string, Envelope, string>
        {
            { "x", "from", TokenOf(3, 2, 1), "another daemon of 2.d1{d1,d2,d3}" },
            { "d2", "from", DataOf(3, D1, 3), "another daemon of 2.d1{d1,d2,d3}" },
            { "d3", "from", TokenOf(3, 2, 1), "the daemon before this one, d1" },
            { "d1", "arq", TokenOf(4, 2, 1), "1 to 3" },
            { "d1", "arq", TokenOf(0, 2, 1), "1 to 3" },
            { "d1", "retrans", TokenOf(3, 2, 1, retrans: 4), "0 to 3" },
            { "d1", "seq", TokenOf(3, 1, 1), $"2 to {last}" },
            { "d1", "seq", TokenOf(3, far, 1), $"2 to {last}" },
            { "d1", "aru", TokenOf(3, 2, 0), "1 to 2" },
            { "d1", "aru", TokenOf(3, 2, 3), "1 to 2" },
            { "d1", "aru-last-id", TokenOf(3, 2, 1, Stranger), "a daemon of 2.d1{d1,d2,d3}" },
            { "d1", "fcc", TokenOf(3, 2, 1, fcc: -1), "at least 0" },
            { "d1", "requests", TokenOf(3, 4, 1, requests: [(2, D1), (3, D1), (4, D1)]), "at most 2" },
            { "d1", "requests", TokenOf(3, 2, 1, requests: [(1, D1)]), "numbers from 2 to 2" },
            { "d1", "requests", TokenOf(3, 2, 1, requests: [(3, D1)]), "numbers from 2 to 2" },
            { "d1", "requests", TokenOf(3, 2, 1, requests: [(2, Stranger)]), "of daemons of 2.d1{d1,d2,d3}" },
            { "d1", "seq", DataOf(0, D1), $"1 to {last}" },
            { "d1", "seq", DataOf(far, D1), $"1 to {last}" },
            { "d1", "data.from", DataOf(3, Stranger), "a daemon of 2.d1{d1,d2,d3}" },
            { "d1", "data.from", DataOf(3, D2), "another daemon than the one that it is sent to" },
            { "d1", "service", DataOf(3, D1, 3, (Service)9), "one of the five services" },
            { "d1", "seq", DataOf(2, D1, 7), "a number that d1:2 does not have" },
            { "d1", "to", new Hurry(Ring.Id), "the leader, d1" },
            { "d1", "body", new RingNote(D1, 1, Service.Agreed), "a message of the ordering layer" },
        };
    }

    /// <summary>OR-14.</summary>
    [Theory]
    [MemberData(nameof(Bad))]
    public void It_is_rejected(string from, string field, Envelope body, string expected)
    {
        var rejected = Layer.Step(Daemon, new Arrived(MemberId.Parse(from), body), null!).ShouldBeOfType<Rejected>();
        (rejected.Rule, rejected.Sender.ToString(), rejected.Reason.Field, rejected.Reason.Expected).ShouldBe((OrderingRules.Bad, from, field, expected));
    }

    /// <summary>OR-14.</summary>
    [Fact]
    public void Nothing_is_new_while_the_leader_keeps_the_token() =>
        Layer.Step(Formed(D1), new Arrived(D2, DataOf(1, D2)), null!).ShouldBeOfType<Rejected>().Reason.Expected.ShouldBe("nothing new while the leader has the token");
}
