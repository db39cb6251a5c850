using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;

namespace Rekey.Conformance;

/// <summary>A few members in one view, stepped by hand, to bring one of them into the state that a vector begins with.</summary>
public sealed class Stage
{
    private readonly ConcreteBinding binding;
    private readonly IMachine machine;
    private readonly Dictionary<MemberId, (Mailbox Box, IEntropy Entropy)> members = [];

    /// <summary>Members without a view.</summary>
    public Stage(ProtocolDefinition protocol, GroupId group, ConcreteBinding binding, params MemberId[] names)
    {
        this.binding = binding;
        machine = protocol.NewMachine(group, binding.Suite, binding.Envelopes);
        View = new View(new ViewId(1, names.Min()), [.. names.Order()]);
        foreach (var name in names)
        {
            members.Add(name, (new Mailbox(machine.Initial(name)), binding.EntropyFor(name)));
        }
    }

    /// <summary>The view 1 of all members.</summary>
    public View View { get; }

    /// <summary>A member's state.</summary>
    public MemberState this[MemberId member] => members[member].Box.State;

    /// <summary>All envelopes sent so far, in order, with sender and receiver (none for a multicast).</summary>
    public List<(MemberId From, MemberId? To, Envelope Envelope)> Sent { get; } = [];

    /// <summary>Feeds an input, and gives the outcome of the first step.</summary>
    public Outcome Feed(MemberId member, Input input)
    {
        var (box, entropy) = members[member];
        Outcome? first = null;
        members[member] = (box.Offer(machine, input, entropy, (_, _, outcome) =>
        {
            first ??= outcome;
            foreach (var effect in outcome is Moved moved ? moved.Effects : [])
            {
                if (effect is Unicast unicast)
                {
                    Sent.Add((member, unicast.To, unicast.Envelope));
                }
                else if (effect is Multicast multicast)
                {
                    Sent.Add((member, null, multicast.Envelope));
                }
            }
        }), entropy);
        return first!;
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

    /// <summary>Delivers the message that was sent as number <paramref name="index"/> to one member.</summary>
    public Outcome Deliver(int index, MemberId to) => Feed(to, new Received(Sent[index].From, Sent[index].Envelope));

    /// <summary>A message as bytes.</summary>
    public byte[] BytesOf(int index) => ((CoseEnvelope)Sent[index].Envelope).Content.Span.ToArray();

    /// <summary>The cryptography.</summary>
    public ConcreteBinding Binding => binding;

    /// <summary>What an outcome is, as a vector expects it.</summary>
    public static VectorExpectation Expect(Outcome outcome, IReadOnlyList<string> states) => outcome switch
    {
        Moved moved => new VectorExpectation("Moved", moved.Rule.Id, states[moved.State.Control], null, null, [.. moved.Effects.Select(Effect)]),
        Rejected rejected => new VectorExpectation("Rejected", rejected.Rule.Id, null, rejected.Reason.Kind.ToString(), rejected.Reason.Field, null),
        _ => new VectorExpectation(outcome.GetType().Name, outcome.Rule.Id, null, null, null, null),
    };

    private static VectorEffect Effect(Effect effect) => effect switch
    {
        Unicast unicast => new VectorEffect("send", unicast.To.ToString(), Hex(unicast.Envelope), null, null, null, null, null),
        Multicast multicast => new VectorEffect("multicast", null, Hex(multicast.Envelope), null, null, null, null, null),
        KeyCommitted committed => new VectorEffect("useKey", null, null, committed.Epoch.ToString(), committed.Key.ToString(), null, null, null),
        DeliverData data => new VectorEffect("deliver", null, null, data.Epoch.ToString(), null, data.Sender.ToString(), data.Sequence, data.Payload.ToString()),
        _ => throw new SpecificationViolation($"no vector form for {effect}"),
    };

    private static string Hex(Envelope envelope) => ((CoseEnvelope)envelope).Content.ToString();
}
