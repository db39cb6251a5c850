using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Benches;

/// <summary>A message that lies on the table of a bench.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">One of those to whom it is due; a multicast lies there once for each.</param>
/// <param name="Envelope">The message.</param>
public sealed record Parcel(MemberId From, MemberId To, Envelope Envelope);

/// <summary>
/// Members of any protocol, over any suite, driven by hand over an ideal network: what they send lies on a table, in order, until somebody hands it
/// over; what a member defers waits in its mailbox, as everywhere. Members may be in different views. A bench can be copied at any moment.
/// </summary>
public sealed class Bench
{
    private readonly IMachine machine;
    private readonly Dictionary<MemberId, (Mailbox Box, IEntropy Entropy)> members = [];
    private readonly List<StepNote> steps = [];

    /// <summary>A bench without members.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="binding">The cryptography, of the group of every scenario.</param>
    /// <param name="mutate">Replaces the machine by a mutant of it.</param>
    public Bench(ProtocolDefinition protocol, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        (Protocol, Binding) = (protocol, binding);
        machine = protocol.NewMachine(binding.Group, binding.Suite, binding.Envelopes);
        machine = mutate?.Invoke(machine, binding) ?? machine;
    }

    private Bench(Bench other)
    {
        (Protocol, Binding, machine) = (other.Protocol, other.Binding, other.machine);
        foreach (var (name, (box, entropy)) in other.members)
        {
            members.Add(name, (box, Advanced(Binding.EntropyFor(name), entropy.Draws)));
        }

        Table.AddRange(other.Table);
    }

    /// <summary>A step that a machine made.</summary>
    /// <param name="Member">Whose.</param>
    /// <param name="Before">The state before.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Outcome">What came of it.</param>
    public sealed record StepNote(MemberId Member, MemberState Before, PortEvent Input, Outcome Outcome);

    /// <summary>The protocol.</summary>
    public ProtocolDefinition Protocol { get; }

    /// <summary>The cryptography.</summary>
    public SuiteBinding Binding { get; }

    /// <summary>Messages that nobody took yet, oldest first.</summary>
    public List<Parcel> Table { get; } = [];

    /// <summary>Every step since the bench was made or copied.</summary>
    public IReadOnlyList<StepNote> Steps => steps;

    /// <summary>The members, in order of name.</summary>
    public IReadOnlyList<MemberId> Members => [.. members.Keys.Order()];

    /// <summary>A member's state.</summary>
    public MemberState this[MemberId member] => members[member].Box.Member;

    /// <summary>A member's state.</summary>
    public MemberState this[string name] => this[MemberId.Parse(name)];

    /// <summary>How many inputs a member has put aside.</summary>
    public int DeferredAt(MemberId member) => members[member].Box.Deferred.Length;

    /// <summary>The same members in the same states, to go on from here in another way.</summary>
    public Bench Fork() => new(this);

    /// <summary>Offers an input; moves are carried out. Gives the outcome of the input itself.</summary>
    public Outcome Feed(MemberId member, PortEvent input)
    {
        var (box, entropy) = members[member];
        Outcome? first = null;
        members[member] = (box.Offer(machine, input, entropy, (before, offered, outcome) =>
        {
            first ??= outcome;
            steps.Add(new StepNote(member, (MemberState)before, offered, outcome));
            Lay(member, outcome);
        }), entropy);
        return first!;
    }

    /// <summary>Some members install a view, in order of name; whoever is in one is blocked before, and newcomers are made.</summary>
    public Bench Install(uint counter, params IReadOnlyList<string> names)
    {
        MemberId[] view = [.. names.Select(MemberId.Parse).Order()];
        foreach (var name in view)
        {
            if (!members.ContainsKey(name))
            {
                members.Add(name, (new Mailbox(machine.Initial(name)), Binding.EntropyFor(name)));
            }
            else if (this[name] is { View: not null, IsBlocked: false })
            {
                Feed(name, BlockRequested.Instance);
            }
        }

        Table.RemoveAll(p => view.Contains(p.To));
        var installed = new ViewInstalled(new View(new ViewId(counter, view[0]), [.. view]));
        foreach (var name in view)
        {
            Feed(name, installed);
        }

        return this;
    }

    /// <summary>The message in a parcel, as its receiver opens it.</summary>
    public Message Open(Parcel parcel) => Binding.Envelopes.Open(parcel.Envelope, parcel.To, Protocol.Messages).Message!;

    /// <summary>Hands a parcel over.</summary>
    public Outcome Deliver(Parcel parcel)
    {
        Table.Remove(parcel);
        return Feed(parcel.To, new Received(parcel.From, parcel.Envelope));
    }

    /// <summary>Hands everything over in the order of sending, and what is sent upon it, but for what is held back.</summary>
    /// <param name="held">Whether a message stays on the table: the message, and to whom it is due.</param>
    public Bench Settle(Func<Message, MemberId, bool>? held = null)
    {
        while (Next(held) is { } parcel)
        {
            Deliver(parcel);
        }

        return this;
    }

    /// <summary>The parcel that is handed over next; null where there is none.</summary>
    public Parcel? Next(Func<Message, MemberId, bool>? held = null) =>
        held is null ? Table.FirstOrDefault() : Table.FirstOrDefault(p => !held(Open(p), p.To));

    private void Lay(MemberId from, Outcome outcome)
    {
        foreach (var effect in outcome is Moved moved ? moved.Effects : [])
        {
            if (effect is Unicast unicast)
            {
                Table.Add(new Parcel(from, unicast.To, unicast.Envelope));
            }
            else if (effect is Multicast multicast)
            {
                Table.AddRange(((Moved)outcome).Member.View!.Members.Where(m => m != from).Select(m => new Parcel(from, m, multicast.Envelope)));
            }
        }
    }

    private static IEntropy Advanced(IEntropy entropy, uint draws)
    {
        while (entropy.Draws < draws)
        {
            entropy.NextDraw();
        }

        return entropy;
    }
}
