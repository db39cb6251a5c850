using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyTrees.Runs;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Worlds;

namespace Rekey.Costs;

/// <summary>
/// Members without faults, driven round by round: each phase begins when the one before is over at all members, and in each round all that was
/// sent in the one before is handed over. Immutable, so that one group can go several ways.
/// </summary>
public sealed class QuietGroup
{
    private readonly CostProtocol protocol;
    private readonly IMachine machine;
    private readonly ImmutableSortedDictionary<MemberId, Mailbox> boxes;

    private QuietGroup(CostProtocol protocol, IMachine machine, ImmutableSortedDictionary<MemberId, Mailbox> boxes, uint counter) =>
        (this.protocol, this.machine, this.boxes, Counter) = (protocol, machine, boxes, counter);

    /// <summary>Processes that have not met yet.</summary>
    public static QuietGroup Of(CostProtocol protocol, IEnumerable<MemberId> names)
    {
        var machine = protocol.Definition.NewMachine(Scenario.NameOfGroup(0), SizedEnvelopes.Suite, new SizedEnvelopes());
        return new QuietGroup(protocol, machine, names.ToImmutableSortedDictionary(static n => n, n => new Mailbox(machine.Initial(n))), 0);
    }

    /// <summary>Counter of the last view.</summary>
    public uint Counter { get; }

    /// <summary>The states.</summary>
    public IEnumerable<MemberState> States => boxes.Values.Select(static b => b.Member);

    /// <summary>This group and another one, not in one view yet.</summary>
    public QuietGroup With(QuietGroup other) => new(protocol, machine, boxes.AddRange(other.boxes), Math.Max(Counter, other.Counter));

    /// <summary>This group without a member.</summary>
    public QuietGroup Without(MemberId member) => new(protocol, machine, boxes.Remove(member), Counter);

    /// <summary>All install the next view and rekey.</summary>
    /// <exception cref="SpecificationViolation">A message was rejected, or somebody was not keyed in the end.</exception>
    public (QuietGroup After, CostMeasure Cost) Rekey()
    {
        var run = new Run(protocol, machine, boxes);
        run.Install(new View(new ViewId(Counter + 1, boxes.Keys.First()), [.. boxes.Keys]));
        return (new QuietGroup(protocol, machine, run.Boxes.ToImmutableSortedDictionary(), Counter + 1), run.Cost);
    }

    /// <summary>One rekey, in the making.</summary>
    private sealed class Run(CostProtocol protocol, IMachine machine, IReadOnlyDictionary<MemberId, Mailbox> before)
    {
        private readonly PriorityQueue<(MemberId From, MemberId To, SizedEnvelope Envelope), (CostPhase Phase, int Round, int Number)> queue = new();
        private readonly HashSet<CryptoValue> made = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<MemberId, IEntropy> entropies = [];
        private int number;

        public Dictionary<MemberId, Mailbox> Boxes { get; } = before.ToDictionary();

        public CostMeasure Cost { get; } = new();

        public void Install(View view)
        {
            foreach (var member in view.Members)
            {
                entropies.Add(member, new SeededEntropy($"costs, view {view.Id.Counter}", member));
                if (Boxes[member].Member.View is not null)
                {
                    Feed(view, member, BlockRequested.Instance, CostPhase.Registration, 0);
                }
            }

            foreach (var member in view.Members)
            {
                Feed(view, member, new ViewInstalled(view), CostPhase.Registration, 0);
            }

            while (queue.TryDequeue(out var next, out var when))
            {
                Feed(view, next.To, new Received(next.From, next.Envelope), when.Phase, when.Round);
            }

            Conclude(view);
        }

        private void Feed(View view, MemberId member, PortEvent input, CostPhase phase, int round) => Boxes[member] =
            Boxes[member].Offer(machine, input, entropies[member], (_, _, outcome) => Observe(view, member, outcome, phase, round));

        private void Observe(View view, MemberId member, Outcome outcome, CostPhase phase, int round)
        {
            if (outcome is Rejected rejected)
            {
                throw new SpecificationViolation($"{member} rejects what {rejected.Sender} sent: {rejected.Reason}");
            }

            foreach (var effect in outcome is Moved moved ? moved.Effects : [])
            {
                if (effect is Unicast unicast)
                {
                    Send(member, [unicast.To], (SizedEnvelope)unicast.Envelope, phase, round);
                }
                else if (effect is Multicast multicast)
                {
                    Send(member, view.Members.Remove(member), (SizedEnvelope)multicast.Envelope, phase, round, toAll: true);
                }
            }
        }

        private void Send(MemberId from, ImmutableArray<MemberId> to, SizedEnvelope envelope, CostPhase phase, int round, bool toAll = false)
        {
            var (own, order) = PhaseOf(envelope);
            var at = order == phase ? round + 1 : 1;
            var cost = Cost[own];
            cost.PointToPoint += toAll ? 0 : 1;
            cost.Multicasts += toAll ? 1 : 0;
            cost.Bytes += envelope.Size;
            cost.Rounds = Math.Max(cost.Rounds, at);
            switch (envelope.Message)
            {
                case Key:
                    cost.Keys++;
                    break;
                case SecretKeys secret:
                    cost.Keys += secret.Keys.Length;
                    break;
                case EncryptedKeys encrypted:
                    cost.Ciphertexts += encrypted.Keys.Count(k => made.Add(k.Ciphertext));
                    break;
                default:
                    break;
            }

            foreach (var receiver in to)
            {
                queue.Enqueue((from, receiver, envelope), (order, at, number++));
            }
        }

        /// <summary>What a message is for, and with which phase it is handed over: a server registers newcomers while it distributes keys.</summary>
        private (CostPhase Own, CostPhase Order) PhaseOf(SizedEnvelope envelope) => envelope.Message switch
        {
            Report or TreeAnnouncement => (CostPhase.Agreement, CostPhase.Agreement),
            SecretKeys when protocol.HasServer => (CostPhase.Registration, CostPhase.Distribution),
            Key or SecretKeys or EncryptedKeys => (CostPhase.Distribution, CostPhase.Distribution),
            Ack or ProtoDone => (CostPhase.Termination, CostPhase.Termination),
            _ => throw new SpecificationViolation($"no phase for {envelope.Message.Type.Name}"),
        };

        private void Conclude(View view)
        {
            foreach (var (member, box) in Boxes)
            {
                if (box.Member.Current?.Epoch.View != view.Id || box.Member.Staged is not null || !box.Deferred.IsEmpty)
                {
                    throw new SpecificationViolation($"{member} is not keyed in {view}");
                }

                // Who is alone has no tree, and still the group key.
                var keys = box.Member is TreeMember { Ring.Keys.Count: > 0 and var count } ? count : 1;
                if (protocol.HasServer && member == view.Leader)
                {
                    Cost.KeysAtServer = keys;
                }
                else
                {
                    Cost.KeysAtMember = Math.Max(Cost.KeysAtMember, keys);
                }
            }
        }
    }
}
