using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>
/// Members of a key-tree protocol, driven by hand: messages lie on the table until somebody hands them over; what a member defers waits in its
/// mailbox, as everywhere.
/// </summary>
internal sealed class TreeBench
{
    private readonly IMachine machine;
    private readonly SymbolicBinding binding = new(Anywhere.Group);
    private readonly Dictionary<MemberId, Mailbox> boxes = [];
    private readonly Dictionary<MemberId, IEntropy> entropies = [];

    public TreeBench(KeyTreeProtocol protocol)
    {
        Protocol = protocol;
        machine = protocol.Definition.NewMachine(Anywhere.Group, binding.Suite, binding.Envelopes);
    }

    public TreeBench(string protocol)
        : this(Find(protocol))
    {
    }

    public KeyTreeProtocol Protocol { get; }

    public ICipherSuite Suite => binding.Suite;

    public IEnvelopes Envelopes => binding.Envelopes;

    public SymbolicBinding Binding => binding;

    public View View { get; private set; } = null!;

    /// <summary>Messages that nobody took yet, oldest first.</summary>
    public List<(MemberId From, MemberId To, Envelope Envelope)> Table { get; } = [];

    public TreeMember this[string name] => (TreeMember)boxes[Id(name)].State;

    /// <summary>The plan that is open at the leader.</summary>
    public Plan Plan => this[View.Leader.ToString()].Open!.Plan;

    public Epoch FirstRun => new(Anywhere.Group, View.Id, 1);

    public static MemberId Id(string name) => MemberId.Parse(name);

    /// <summary>All protocols with key trees, with all their policies.</summary>
    public static TheoryData<string> Names => [.. All.Select(static p => p.Spec.Name)];

    /// <summary>All of them with the paper's trees.</summary>
    public static TheoryData<string> WithPaperTrees => [.. All.Where(static p => p.Policy is PaperPolicy).Select(static p => p.Spec.Name)];

    private static IEnumerable<KeyTreeProtocol> All => ProtocolRegistry.Forms.OfType<KeyTreeProtocol>();

    public static KeyTreeProtocol Find(string protocol) => All.Single(p => p.Spec.Name == protocol);

    public int DeferredAt(string name) => boxes[Id(name)].Deferred.Length;

    /// <summary>Offers an input; a move is carried out, and what waits is offered again. Gives the outcome of the input itself.</summary>
    public Outcome Feed(string name, PortEvent input)
    {
        var (id, before) = (Id(name), boxes[Id(name)]);
        var fingerprint = before.State.Fingerprint;
        Outcome? first = null;
        boxes[id] = before.Offer(machine, input, entropies[id], (_, _, outcome) =>
        {
            first ??= outcome;
            Lay(id, outcome);
        });
        before.State.Fingerprint.ShouldBe(fingerprint, "a step never changes the state that it is given");
        if (first is not Moved)
        {
            boxes[id].State.ShouldBeSameAs(before.State);
        }

        return first!;
    }

    public Moved Move(string name, PortEvent input) => Feed(name, input).ShouldBeOfType<Moved>();

    /// <summary>Offers a message that must be turned away.</summary>
    public Rejected Reject(string to, Message message, RejectionKind kind, RuleId rule)
    {
        var rejected = Tell(to, message).ShouldBeOfType<Rejected>();
        (rejected.Reason.Kind, rejected.Rule).ShouldBe((kind, rule), rejected.Reason.ToString());
        rejected.Reason.Field.Length.ShouldBeGreaterThan(0);
        return rejected;
    }

    /// <summary>A message as its sender would send it to somebody.</summary>
    public Outcome Tell(string to, Message message) => Feed(to, From(to, message));

    public Received From(string to, Message message) => new(message.Header.Sender, message.Type.Protection == Protection.Sealed
        ? Envelopes.Seal(message, Id(to), binding.EntropyFor(message.Header.Sender))
        : Envelopes.Sign(message));

    public Header Head(string sender, uint run = 1) => new(Anywhere.Group, View.Id, run, Id(sender));

    /// <summary>A fresh key that nobody of the protocol chose.</summary>
    public CryptoValue OtherKey() => binding.Store.Nonce(Id("x9"), (uint)binding.Store.Count);

    /// <summary>All install a view, in order of name; whoever is in one is blocked before.</summary>
    public TreeBench Install(uint counter, params string[] names)
    {
        foreach (var name in names)
        {
            if (boxes.TryGetValue(Id(name), out var box) && box.Member is { View: not null, IsBlocked: false })
            {
                Move(name, BlockRequested.Instance);
            }
            else if (box is null)
            {
                boxes[Id(name)] = new Mailbox(machine.Initial(Id(name)));
                entropies[Id(name)] = binding.EntropyFor(Id(name));
            }
        }

        Table.Clear();
        View = new View(new ViewId(counter, Id(names[0])), [.. names.Select(Id)]);
        foreach (var name in names)
        {
            Move(name, new ViewInstalled(View));
        }

        return this;
    }

    /// <summary>A message on the table, opened.</summary>
    public Message Opened((MemberId From, MemberId To, Envelope Envelope) message) => Envelopes.Open(message.Envelope, message.To, TreeMessages.Catalogue).Message!;

    /// <summary>The messages of a type on the table, each once per receiver.</summary>
    public IEnumerable<(string To, T Message)> Sent<T>()
        where T : Message => Table.Select(m => (m.To.ToString(), Message: Opened(m) as T)).Where(static m => m.Message is not null).Select(static m => (m.Item1, m.Message!));

    /// <summary>Hands over the first message to somebody that meets a condition.</summary>
    public Outcome Deliver(string to, Predicate<Message> wanted)
    {
        var at = Table.FindIndex(m => m.To == Id(to) && wanted(Opened(m)));
        at.ShouldBeGreaterThanOrEqualTo(0, $"there is no such message to {to}");
        var message = Table[at];
        Table.RemoveAt(at);
        return Feed(to, new Received(message.From, message.Envelope));
    }

    /// <summary>Hands over everything in the order of sending, but for what is held back.</summary>
    public TreeBench Settle(Func<Message, string, bool>? held = null)
    {
        while (Table.FindIndex(m => held?.Invoke(Opened(m), m.To.ToString()) != true) is var at and >= 0)
        {
            var message = Table[at];
            Table.RemoveAt(at);
            Feed(message.To.ToString(), new Received(message.From, message.Envelope)).ShouldNotBeOfType<Rejected>();
        }

        return this;
    }

    /// <summary>All install a view and key it.</summary>
    public TreeBench Keyed(uint counter, params string[] names)
    {
        Install(counter, names).Settle();
        ShouldBeKeyed();
        return this;
    }

    /// <summary>All hold one key and one tree, and each holds just the keys that are due to it, none of before among them (K-17).</summary>
    public void ShouldBeKeyed()
    {
        var leader = this[View.Leader.ToString()];
        foreach (var member in View.Members.Select(m => this[m.ToString()]))
        {
            member.State.ShouldBe(RunState.Keyed, member.Self.ToString());
            member.Current.ShouldBe(leader.Current);
            (member.Staged, member.Open).ShouldBe((null, null));
            // A key server has no leaf, and all keys (ADR-0009).
            var tree = member.Ring!.Tree;
            var due = tree.Leaves().Contains(member.Self) ? tree.PathTo(member.Self) : tree.Branches();
            member.Ring.Keys.Keys.ShouldBe(due.Select(static b => b.Name), ignoreOrder: true, member.Self.ToString());
        }
    }

    private void Lay(MemberId from, Outcome outcome)
    {
        foreach (var effect in outcome is Moved moved ? moved.Effects : [])
        {
            if (effect is Unicast unicast)
            {
                Table.Add((from, unicast.To, unicast.Envelope));
            }
            else if (effect is Multicast multicast)
            {
                Table.AddRange(View.Members.Where(m => m != from).Select(m => (from, m, multicast.Envelope)));
            }
        }
    }
}
