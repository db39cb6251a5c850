using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>Sequence numbers and times (A-13; paper B, section 4.1).</summary>
public sealed class StampTests
{
    private static readonly Stamps New = Stamps.For(new View(new ViewId(1, Agreements.Id("m1")), [Agreements.Id("m1"), Agreements.Id("m2")]));

    public static TheoryData<string> Protocols() => Agreements.Names;

    [Fact]
    public void A_new_view_begins_to_count_anew()
    {
        var (stamp, after) = New.Next();

        stamp.ShouldBe(new Stamp(1, 1));
        (after.Sent, after.Clock).ShouldBe((1u, 1u));
        New.Objection(1, new Stamp(1, 1)).ShouldBeNull();
    }

    [Fact]
    public void Time_is_later_than_all_that_was_sent_or_taken()
    {
        var (stamp, after) = New.Next().After.Take(1, new Stamp(1, 40)).Next();

        stamp.ShouldBe(new Stamp(2, 41));
        after.Take(1, new Stamp(2, 7)).Clock.ShouldBe(41u);
    }

    [Theory]
    [InlineData(4, 10, "header.sequence")]
    [InlineData(5, 10, "header.sequence")]
    [InlineData(5, 11, "header.sequence")]
    [InlineData(6, 10, "header.time")]
    [InlineData(6, 9, "header.time")]
    [InlineData(6, 11, null)]
    [InlineData(90, 900, null)]
    public void Both_must_exceed_the_last_that_was_taken_of_the_same_sender(uint sequence, uint time, string? field)
    {
        var objection = New.Take(1, new Stamp(5, 10)).Objection(1, new Stamp(sequence, time));

        objection?.Kind.ShouldBe(RejectionKind.Duplicate);
        objection?.Field.ShouldBe(field);
        (objection is null).ShouldBe(field is null);
        New.Take(1, new Stamp(5, 10)).Objection(0, new Stamp(1, 1)).ShouldBeNull("another sender has a count of its own");
    }

    /// <summary>Whatever is taken in whatever order: what was once taken, or is older, is never taken again; and every message sent is newer than all of it.</summary>
    [Property(MaxTest = 200)]
    public Property Nothing_is_taken_twice_or_late() => Prop.ForAll<byte[]>(times =>
    {
        var (stamps, taken) = (New, new List<Stamp>());
        foreach (var time in times)
        {
            var stamp = new Stamp((uint)(time % 7), time);
            if (stamps.Objection(1, stamp) is null)
            {
                taken.TrueForAll(t => t.Sequence < stamp.Sequence && t.Time < stamp.Time).ShouldBeTrue();
                stamps = stamps.Take(1, stamp);
                taken.Add(stamp);
            }

            taken.TrueForAll(t => stamps.Objection(1, t) is not null).ShouldBeTrue();
            stamps.Next().Stamp.Time.ShouldBeGreaterThan(taken.Count == 0 ? 0 : taken[^1].Time);
        }
    });

    [Fact]
    public void Fingerprints_tell_stamps_apart()
    {
        Stamps[] all = [New, New.Next().After, New.Take(0, new Stamp(1, 1)), New.Take(1, new Stamp(1, 1)), New.Take(1, new Stamp(1, 2)), New.Take(1, new Stamp(2, 1))];

        all.Select(static s => s.Fingerprint).ShouldBeUnique();
    }

    /// <summary>A-13: every signed message of an agreement is stamped, and stamps of one sender ascend.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_signed_message_is_stamped_in_order(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3"]);
        var sent = new Dictionary<MemberId, Stamp>();
        var known = new HashSet<Envelope>(ReferenceEqualityComparer.Instance);
        while (bench.Next() is { } parcel)
        {
            foreach (var message in bench.Table.Where(p => known.Add(p.Envelope)).Select(bench.Open).ToList())
            {
                var (stamp, last) = (message.Header.Stamp.ShouldNotBeNull(), sent.GetValueOrDefault(message.Header.Sender));
                stamp.Sequence.ShouldBe(last.Sequence + 1);
                stamp.Time.ShouldBeGreaterThan(last.Time);
                sent[message.Header.Sender] = stamp;
            }

            bench.Deliver(parcel);
        }

        sent.Count.ShouldBe(3);
    }

    /// <summary>A-13: a message that comes a second time is rejected, whatever became of it the first time, unless it was put aside.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_message_of_a_run_is_taken_once(string protocol)
    {
        var again = Agreements.Drills(protocol).Where(static d => d.Field == "message").ToList();

        again.Count.ShouldBeGreaterThan(20);
        again.ShouldAllBe(static d => d.Answer == $"Duplicate at header.sequence ({AgreementRules.Stamp.Id})" || d.Answer.StartsWith("Deferred") || d.Answer.StartsWith("Ignored"));
    }
}
