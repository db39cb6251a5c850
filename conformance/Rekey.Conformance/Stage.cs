using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;

namespace Rekey.Conformance;

/// <summary>A few members in one view, stepped by hand, to bring one of them into the state that a vector begins with.</summary>
public sealed class Stage
{
    private readonly ProtocolDefinition protocol;
    private readonly ConcreteBinding binding;
    private readonly IMachine machine;
    private readonly Dictionary<MemberId, (Mailbox Box, IEntropy Entropy)> members = [];
    private readonly List<(int Index, MemberId To)> underWay = [];
    private readonly Dictionary<MemberId, List<PortEvent>> inputs = [];

    /// <summary>Members without a view.</summary>
    public Stage(ProtocolDefinition protocol, GroupId group, ConcreteBinding binding, params MemberId[] names)
    {
        (this.protocol, this.binding) = (protocol, binding);
        machine = protocol.NewMachine(group, binding.Suite, binding.Envelopes);
        View = new View(new ViewId(1, names.Min()), [.. names.Order()]);
        foreach (var name in names)
        {
            members.Add(name, (new Mailbox(machine.Initial(name)), binding.EntropyFor(name)));
        }
    }

    private Stage(Stage other)
    {
        (protocol, binding, machine, View) = (other.protocol, other.binding, other.machine, other.View);
        foreach (var (name, (box, entropy)) in other.members)
        {
            members.Add(name, (box, binding.EntropyFor(name, entropy.Draws)));
        }

        foreach (var (name, offered) in other.inputs)
        {
            inputs.Add(name, [.. offered]);
        }

        Sent.AddRange(other.Sent);
        underWay.AddRange(other.underWay);
    }

    /// <summary>The newest view; at first number 1, of all members.</summary>
    public View View { get; private set; }

    /// <summary>A member's state.</summary>
    public MemberState this[MemberId member] => members[member].Box.Member;

    /// <summary>How many draws a member has made (W-21).</summary>
    public uint DrawsOf(MemberId member) => members[member].Entropy.Draws;

    /// <summary>The same members in the same states, to go on from here in another way.</summary>
    public Stage Fork() => new(this);

    /// <summary>All envelopes sent so far, in order, with sender and receiver (none for a multicast).</summary>
    public List<(MemberId From, MemberId? To, Envelope Envelope)> Sent { get; } = [];

    /// <summary>Everything that a member was offered so far, in order.</summary>
    public IReadOnlyList<PortEvent> InputsOf(MemberId member) => inputs.GetValueOrDefault(member, []);

    /// <summary>The message that is delivered next, by its number, and its receiver; null where none is under way.</summary>
    public (int Index, MemberId To)? Upcoming => underWay.Count == 0 ? null : underWay[0];

    /// <summary>Feeds an input, and gives the outcome of the first step.</summary>
    public Outcome Feed(MemberId member, PortEvent input)
    {
        if (!inputs.TryGetValue(member, out var offered))
        {
            inputs.Add(member, offered = []);
        }

        offered.Add(input);
        var (box, entropy) = members[member];
        Outcome? first = null;
        members[member] = (box.Offer(machine, input, entropy, (_, _, outcome) =>
        {
            first ??= outcome;
            foreach (var effect in outcome is Moved moved ? moved.Effects : [])
            {
                if (effect is Unicast unicast)
                {
                    underWay.Add((Sent.Count, unicast.To));
                    Sent.Add((member, unicast.To, unicast.Envelope));
                }
                else if (effect is Multicast multicast)
                {
                    underWay.AddRange(View.Members.Where(m => m != member).Select(m => (Sent.Count, m)));
                    Sent.Add((member, null, multicast.Envelope));
                }
            }
        }), entropy);
        return first!;
    }

    /// <summary>Puts a member into another state, as far as no vector could be long enough to bring it there.</summary>
    public Stage Put(MemberId member, Func<MemberState, MemberState> change)
    {
        var (box, entropy) = members[member];
        members[member] = (box with { State = change(box.Member) }, entropy);
        return this;
    }

    /// <summary>Everybody installs the view.</summary>
    public Stage Install()
    {
        foreach (var member in View.Members)
        {
            Feed(member, new ViewInstalled(View));
        }

        return this;
    }

    /// <summary>Everybody is blocked, and the next view is installed, by newcomers too.</summary>
    public Stage Next(params MemberId[] names)
    {
        foreach (var member in View.Members.Where(names.Contains))
        {
            Feed(member, BlockRequested.Instance);
        }

        underWay.Clear();
        View = new View(new ViewId(View.Id.Counter + 1, names.Min()), [.. names.Order()]);
        foreach (var name in names.Where(n => !members.ContainsKey(n)))
        {
            members.Add(name, (new Mailbox(machine.Initial(name)), binding.EntropyFor(name)));
        }

        return Install();
    }

    /// <summary>Delivers the message that was sent as number <paramref name="index"/> to one member.</summary>
    public Outcome Deliver(int index, MemberId to)
    {
        underWay.Remove((index, to));
        return Feed(to, new Received(Sent[index].From, Sent[index].Envelope));
    }

    /// <summary>Delivers all messages of the view in the order of sending, and those that are sent upon them, but for some that stay under way.</summary>
    /// <param name="held">Whether a message stays: the message, and to whom it goes.</param>
    public Stage Settle(Func<Message, MemberId, bool>? held = null)
    {
        while (underWay.FindIndex(m => held?.Invoke(MessageOf(m.Index, m.To), m.To) != true) is var next and >= 0)
        {
            Deliver(underWay[next].Index, underWay[next].To);
        }

        return this;
    }

    /// <summary>A message that was sent, as one receiver opens it.</summary>
    public Message MessageOf(int index, MemberId to) => binding.Envelopes.Open(Sent[index].Envelope, to, protocol.Messages).Message!;

    /// <summary>Number of the first message in the newest view that one member can receive and that meets a condition.</summary>
    public int Find(MemberId to, Predicate<Message> wanted) => Sent.FindIndex(s =>
        s.From != to && (s.To ?? to) == to && binding.Envelopes.Open(s.Envelope, to, protocol.Messages).Message is { } m && m.Header.View == View.Id && wanted(m));

    /// <summary>A message as bytes.</summary>
    public byte[] BytesOf(int index) => ((CoseEnvelope)Sent[index].Envelope).Content.Span.ToArray();

    /// <summary>The cryptography.</summary>
    public ConcreteBinding Binding => binding;

    /// <summary>What an outcome is, as a vector expects it.</summary>
    public static VectorExpectation Expect(Outcome outcome, IReadOnlyList<string> states) => outcome switch
    {
        Moved moved => new VectorExpectation("Moved", moved.Rule.Id, states[moved.Member.Control], null, null, [.. moved.Effects.Select(Effect)]),
        Rejected rejected => new VectorExpectation("Rejected", rejected.Rule.Id, null, rejected.Reason.Kind.ToString(), rejected.Reason.Field, null),
        _ => new VectorExpectation(outcome.GetType().Name, outcome.Rule.Id, null, null, null, null),
    };

    private static VectorEffect Effect(PortEvent effect) => effect switch
    {
        Unicast unicast => new VectorEffect("send", unicast.To.ToString(), Hex(unicast.Envelope), null, null, null, null, null),
        Multicast multicast => new VectorEffect("multicast", null, Hex(multicast.Envelope), null, null, null, null, null),
        KeyCommitted committed => new VectorEffect("useKey", null, null, committed.Epoch.ToString(), committed.Key.ToString(), null, null, null),
        DeliverData data => new VectorEffect("deliver", null, null, data.Epoch.ToString(), null, data.Sender.ToString(), data.Sequence, data.Payload.ToString()),
        _ => throw new SpecificationViolation($"no vector form for {effect}"),
    };

    private static string Hex(Envelope envelope) => ((CoseEnvelope)envelope).Content.ToString();
}
