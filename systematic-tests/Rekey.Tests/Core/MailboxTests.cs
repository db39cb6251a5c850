using System.Collections.Immutable;
using Rekey.Core;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Core;

/// <summary>Deferring, as every driver does it (spec/model/system.md; T-09, T-12).</summary>
public sealed class MailboxTests
{
    private static readonly MemberId Me = MemberId.Parse("m1");
    private static readonly RuleId Rule = new("X-01", "A rule of this test.");
    private static readonly View First = new(new ViewId(1, Me), [Me]);
    private static readonly Action<LayerState, PortEvent, Outcome> Nobody = static (_, _, _) => { };

    [Fact]
    public void Nothing_waits_at_first() => Fresh().Deferred.ShouldBeEmpty();

    [Fact]
    public void What_is_deferred_waits_in_the_order_of_its_coming()
    {
        var box = OfferAll(Fresh(), Message(5), Message(7), Message(6));

        Waiting(box).ShouldBe([5, 7, 6]);
        Seen(box).ShouldBeEmpty();
    }

    [Fact]
    public void After_a_move_the_oldest_is_offered_first_and_after_each_further_move_from_the_oldest_again()
    {
        // The script takes 1, 2, 3, ... in turn, and defers what comes too early.
        var log = new List<string>();
        var box = OfferAll(Fresh(), Message(4), Message(3), Message(2));
        box = box.Offer(new Counting(), Message(1), NoEntropy.Instance, (before, input, outcome) => log.Add($"{Number(input)}:{outcome.GetType().Name}"));

        Seen(box).ShouldBe([1, 2, 3, 4]);
        Waiting(box).ShouldBeEmpty();
        log.ShouldBe(["1:Moved", "4:Deferred", "3:Deferred", "2:Moved", "4:Deferred", "3:Moved", "4:Moved"]);
    }

    [Fact]
    public void The_observer_is_told_the_state_before_each_step()
    {
        var seen = new List<int>();
        _ = OfferAll(Fresh(), Message(2)).Offer(new Counting(), Message(1), NoEntropy.Instance, (before, _, _) => seen.Add(((Tape)before).Seen.Length));

        seen.ShouldBe([0, 1]);
    }

    [Fact]
    public void What_is_ignored_or_rejected_is_gone_and_changes_nothing()
    {
        var box = OfferAll(Fresh(), Message(3));
        var ignored = OfferAll(box, Message(-1));
        var rejected = OfferAll(box, Message(-2));

        (ignored, rejected).ShouldBe((box, box));
        ReferenceEquals(ignored.State, box.Member).ShouldBeTrue();
    }

    [Fact]
    public void A_waiting_input_that_is_turned_away_later_is_gone_too()
    {
        // Number 2 waits, and is a duplicate once 1 and 2 have come.
        var box = OfferAll(Fresh(), Message(2), Message(2), Message(1));

        Seen(box).ShouldBe([1, 2]);
        Waiting(box).ShouldBeEmpty();
    }

    /// <summary>T-09: a message that was deferred in an earlier view is dropped when the next is installed.</summary>
    [Fact]
    public void A_new_view_drops_waiting_messages_and_keeps_what_the_application_asked()
    {
        var box = OfferAll(Fresh(), Message(5), new SendRequested(new Payload(6)), Message(7), new SendRequested(new Payload(8)));
        box = OfferAll(box, new ViewInstalled(First));

        box.Deferred.ShouldAllBe(static i => i is SendRequested);
        Waiting(box).ShouldBe([6, 8]);
    }

    /// <summary>T-12: a member that leaves takes part no more, so nothing waits for it.</summary>
    [Fact]
    public void Leaving_drops_all_that_waits()
    {
        var box = OfferAll(Fresh(), Message(5), new SendRequested(new Payload(6)), LeaveRequested.Instance);

        box.Deferred.ShouldBeEmpty();
    }

    [Fact]
    public void Blocking_drops_nothing()
    {
        var box = OfferAll(Fresh(), Message(5), new SendRequested(new Payload(6)), BlockRequested.Instance);

        Waiting(box).ShouldBe([5, 6]);
    }

    [Fact]
    public void An_old_mailbox_can_be_used_again()
    {
        var before = OfferAll(Fresh(), Message(2));
        var one = OfferAll(before, Message(1));
        var two = OfferAll(before, Message(1));

        Waiting(before).ShouldBe([2]);
        Seen(one).ShouldBe(Seen(two));
    }

    private static Mailbox Fresh() => new(new Counting().Initial(Me));

    private static Mailbox OfferAll(Mailbox box, params PortEvent[] inputs) =>
        inputs.Aggregate(box, static (b, input) => b.Offer(new Counting(), input, NoEntropy.Instance, Nobody));

    private static Received Message(int number) => new(Me, new Payload.Letter(number));

    private static int Number(PortEvent input) => input switch
    {
        Received { Envelope: Payload.Letter letter } => letter.Number,
        SendRequested { Payload: Payload payload } => payload.Number,
        _ => 0,
    };

    private static IEnumerable<int> Waiting(Mailbox box) => box.Deferred.Select(Number);

    private static IEnumerable<int> Seen(Mailbox box) => ((Tape)box.Member).Seen;

    /// <summary>Takes the numbers 1, 2, 3, ... in turn: later ones wait, earlier ones are rejected, -1 is ignored.</summary>
    private sealed class Counting : IMachine
    {
        public MemberState Initial(MemberId self) => new Tape { Self = self, Control = 0 };

        public Outcome Step(MemberState state, PortEvent input, IEntropy entropy)
        {
            var tape = (Tape)state;
            if (input is BlockRequested or LeaveRequested or ViewInstalled)
            {
                return new Moved(default, tape with { Control = 1 }, [], Rule);
            }

            var (number, next) = (Number(input), tape.Seen.Length + 1);
            return number == -1 ? new Ignored(default, Rule)
                : number < next ? new Rejected(Me, new Rejection(RejectionKind.Duplicate, "number", $"{next}"), Rule)
                : number > next ? new Deferred(default, Rule)
                : new Moved(default, tape with { Seen = tape.Seen.Add(number) }, [], Rule);
        }
    }

    private sealed record Tape : MemberState
    {
        public ImmutableArray<int> Seen { get; init; } = [];

        public override bool IsBlocked => false;

        public override ulong Fingerprint => (ulong)Seen.Length;
    }

    private sealed class Payload(int number) : CryptoValue
    {
        public int Number => number;

        public override ulong Fingerprint => (ulong)number;

        public sealed class Letter(int number) : Envelope
        {
            public int Number => number;

            public override ulong Fingerprint => (ulong)number;
        }
    }
}
