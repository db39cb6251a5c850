using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;

namespace Rekey.Costs.Agreements;

/// <summary>A key agreement over a suite and envelopes whose work is metered.</summary>
public sealed class MeteredProtocol
{
    /// <summary>A protocol over what computes and what protects.</summary>
    public MeteredProtocol(ProtocolDefinition protocol, ICipherSuite suite, IEnvelopes envelopes)
    {
        Envelopes = new CountingEnvelopes(envelopes, Meter);
        Machine = protocol.NewMachine(Scenario.NameOfGroup(0), new CountingSuite(suite, Meter), Envelopes);
    }

    /// <summary>The machine.</summary>
    public IMachine Machine { get; }

    /// <summary>What it sends with.</summary>
    public CountingEnvelopes Envelopes { get; }

    /// <summary>The meter.</summary>
    public WorkMeter Meter { get; } = new();
}

/// <summary>
/// Members of a key agreement without faults, driven in lockstep: each phase begins when the one before is over at all members, and in each round
/// all that was sent in the one before is handed over. Immutable, so that one group can go several ways.
/// </summary>
public sealed class LockstepGroup
{
    private readonly MeteredProtocol protocol;
    private readonly ImmutableSortedDictionary<MemberId, Mailbox> boxes;
    private readonly uint counter;
    private readonly uint run;

    private LockstepGroup(MeteredProtocol protocol, ImmutableSortedDictionary<MemberId, Mailbox> boxes, uint counter, uint run) =>
        (this.protocol, this.boxes, this.counter, this.run) = (protocol, boxes, counter, run);

    /// <summary>The names.</summary>
    public IEnumerable<MemberId> Names => boxes.Keys;

    /// <summary>The states.</summary>
    public IEnumerable<AgreementMember> States => boxes.Values.Select(static b => (AgreementMember)b.State);

    /// <summary>Processes that have not met yet.</summary>
    public static LockstepGroup Of(MeteredProtocol protocol, IEnumerable<MemberId> names) =>
        new(protocol, names.ToImmutableSortedDictionary(static n => n, n => new Mailbox(protocol.Machine.Initial(n))), 0, 0);

    /// <summary>This group and another one, not in one view yet.</summary>
    public LockstepGroup With(LockstepGroup other) => new(protocol, boxes.AddRange(other.boxes), Math.Max(counter, other.counter), 0);

    /// <summary>This group without some members.</summary>
    public LockstepGroup Without(IEnumerable<MemberId> members) => new(protocol, boxes.RemoveRange(members), counter, run);

    /// <summary>All install the next view and rekey.</summary>
    /// <exception cref="SpecificationViolation">A message was rejected, or not all have one key in the end.</exception>
    public (LockstepGroup After, Ledger Ledger) Rekey()
    {
        var view = new View(new ViewId(counter + 1, boxes.Keys.First()), [.. boxes.Keys]);
        var rekey = new Rekeying(protocol, boxes, view, $"costs, view {view.Id.Counter}");
        rekey.Install();
        return (new LockstepGroup(protocol, rekey.Boxes.ToImmutableSortedDictionary(), counter + 1, 1), rekey.Ledger);
    }

    /// <summary>The leader refreshes the key of the view.</summary>
    /// <exception cref="SpecificationViolation">A message was rejected, or not all have one new key in the end.</exception>
    public (LockstepGroup After, Ledger Ledger) Refresh()
    {
        var rekey = new Rekeying(protocol, boxes, boxes.Values.First().Member.View!, $"costs, view {counter}, after run {run}");
        rekey.Refresh();
        return (new LockstepGroup(protocol, rekey.Boxes.ToImmutableSortedDictionary(), counter, run + 1), rekey.Ledger);
    }

    /// <summary>One rekey, in the making.</summary>
    private sealed class Rekeying(MeteredProtocol protocol, IReadOnlyDictionary<MemberId, Mailbox> before, View view, string seed)
    {
        private readonly PriorityQueue<(MemberId From, MemberId To, Envelope Envelope), (AgreementPhase Phase, int Round, int Number)> queue = new();
        private readonly Dictionary<MemberId, IEntropy> entropies = view.Members.ToDictionary(static m => m, m => (IEntropy)new SeededEntropy(seed, m));
        private readonly List<Outcome> outcomes = [];
        private int number;

        public Dictionary<MemberId, Mailbox> Boxes { get; } = before.ToDictionary();

        public Ledger Ledger { get; } = new();

        public void Install()
        {
            foreach (var member in view.Members.Where(m => before[m].Member.View is not null))
            {
                Feed(member, BlockRequested.Instance, default);
            }

            foreach (var member in view.Members)
            {
                Feed(member, new ViewInstalled(view), default);
            }

            Deliver(previous: null);
        }

        public void Refresh()
        {
            Feed(view.Leader, RefreshRequested.Instance, default);
            Deliver(before[view.Leader].Member.Current!.Epoch);
        }

        private void Deliver(Epoch? previous)
        {
            while (queue.TryDequeue(out var next, out var when))
            {
                Feed(next.To, new Received(next.From, next.Envelope), new Slot(when.Phase, when.Round));
            }

            Conclude(previous);
        }

        private void Feed(MemberId member, PortEvent input, Slot slot)
        {
            var (box, entropy) = (Boxes[member], entropies[member]);
            outcomes.Clear();
            protocol.Meter.Take();
            var start = WorkClock.Now;
            var next = box.Offer(protocol.Machine, input, entropy, (_, _, outcome) => outcomes.Add(outcome));
            var work = protocol.Meter.Take() with { Nanoseconds = WorkClock.Now - start };
            Boxes[member] = next;
            var sent = false;
            foreach (var outcome in outcomes)
            {
                sent |= Observe(member, outcome, slot);
            }

            // To begin is part of the agreement, wherever the lineup becomes known; and so is what one who is alone computes.
            var begins = slot.Phase == AgreementPhase.Lineup
                && (sent || work.Exponentiations > 0 || (input is Received received && protocol.Envelopes.MessageIn(received.Envelope) is LineupAnnouncement));
            Ledger.Add(begins ? new Slot(AgreementPhase.Agreement, 0) : slot, member, work);
        }

        /// <summary>Sends what is to be sent; whether a lineup was.</summary>
        private bool Observe(MemberId member, Outcome outcome, Slot slot)
        {
            if (outcome is Rejected rejected)
            {
                throw new SpecificationViolation($"{member} rejects what {rejected.Sender} sent: {rejected.Reason}");
            }

            var announced = false;
            foreach (var effect in outcome is Moved moved ? moved.Effects : [])
            {
                announced |= effect switch
                {
                    Unicast unicast => Send(member, [unicast.To], unicast.Envelope, slot, toAll: false),
                    Multicast multicast => Send(member, view.Members.Remove(member), multicast.Envelope, slot, toAll: true),
                    _ => false,
                };
            }

            return announced;
        }

        private bool Send(MemberId from, ImmutableArray<MemberId> to, Envelope envelope, Slot slot, bool toAll)
        {
            var message = protocol.Envelopes.MessageIn(envelope);
            var phase = CountingEnvelopes.PhaseOf(message);
            var round = phase == slot.Phase ? slot.Round + 1 : 1;
            var cost = Ledger[phase];
            cost.Unicasts += toAll ? 0 : 1;
            cost.Multicasts += toAll ? 1 : 0;
            cost.Bytes += envelope switch { SizedEnvelope sized => sized.Size, CoseEnvelope cose => cose.Content.Length, _ => 0 };
            cost.Rounds = Math.Max(cost.Rounds, round);
            foreach (var receiver in to)
            {
                queue.Enqueue((from, receiver, envelope), (phase, round, number++));
            }

            return message is LineupAnnouncement;
        }

        private void Conclude(Epoch? previous)
        {
            var key = Boxes[view.Leader].Member.Current;
            foreach (var (member, box) in Boxes)
            {
                if (box.Member.Current is not { } own || own != key || own.Epoch.View != view.Id || own.Epoch == previous || box.Member.Staged is not null || !box.Deferred.IsEmpty)
                {
                    throw new SpecificationViolation($"{member} has not the new key of {view}");
                }
            }
        }
    }
}
