using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Protocols.P;

/// <summary>
/// Members of protocol P, driven by hand: every step is one call of <c>Step</c>, messages lie on the table until somebody hands them over,
/// and nothing waits or happens by itself.
/// </summary>
internal sealed class PBench
{
    private readonly Dictionary<MemberId, PMember> states = [];
    private readonly Dictionary<MemberId, IEntropy> entropies = [];
    private readonly SymbolicBinding binding = new(Anywhere.Group);

    public PBench(params string[] names)
    {
        Machine = PDefinition.Value.NewMachine(Anywhere.Group, binding.Suite, binding.Envelopes);
        foreach (var name in names.Length == 0 ? ["m1", "m2", "m3"] : names)
        {
            states[Id(name)] = (PMember)Machine.Initial(Id(name));
            entropies[Id(name)] = binding.EntropyFor(Id(name));
        }
    }

    public IMachine Machine { get; }

    public ICipherSuite Suite => binding.Suite;

    public IEnvelopes Envelopes => binding.Envelopes;

    public SymbolicBinding Binding => binding;

    /// <summary>Messages that nobody took yet, oldest first.</summary>
    public List<(MemberId From, MemberId To, Envelope Envelope)> Table { get; } = [];

    public PMember this[string name] => states[Id(name)];

    public static MemberId Id(string name) => MemberId.Parse(name);

    /// <summary>A view led by the first of the names.</summary>
    public static View ViewOf(uint counter, params string[] names) => new(new ViewId(counter, Id(names[0])), [.. names.Select(Id)]);

    /// <summary>Offers an input; a move is carried out.</summary>
    public Outcome Feed(string name, PortEvent input)
    {
        var (id, before) = (Id(name), this[name]);
        var fingerprint = before.Fingerprint;
        var outcome = Machine.Step(before, input, entropies[id]);
        before.Fingerprint.ShouldBe(fingerprint, "a step never changes the state that it is given");
        if (outcome is Moved moved)
        {
            states[id] = (PMember)moved.Member;
            Lay(id, moved.Effects);
        }

        return outcome;
    }

    /// <summary>Offers an input that must move the member.</summary>
    public Moved Move(string name, PortEvent input) => Feed(name, input).ShouldBeOfType<Moved>();

    /// <summary>Offers an input that must be turned away.</summary>
    public Rejected Reject(string name, PortEvent input)
    {
        var before = this[name];
        var rejected = Feed(name, input).ShouldBeOfType<Rejected>();
        this[name].ShouldBeSameAs(before);
        return rejected;
    }

    /// <summary>Offers a message in the name of a member, signed or sealed by it.</summary>
    public Outcome Tell(string to, Message message) => Feed(to, From(to, message));

    /// <summary>A message as its sender would send it to somebody.</summary>
    public Received From(string to, Message message) => new(message.Header.Sender, message.Type.Protection == Protection.Sealed
        ? Envelopes.Seal(message, Id(to), entropies.GetValueOrDefault(message.Header.Sender, binding.EntropyFor(message.Header.Sender)))
        : Envelopes.Sign(message));

    /// <summary>Hands over the oldest message between two members.</summary>
    public Outcome Deliver(string from, string to)
    {
        var at = Table.FindIndex(m => m.From == Id(from) && m.To == Id(to));
        at.ShouldBeGreaterThanOrEqualTo(0, $"there is no message from {from} to {to}");
        var message = Table[at];
        Table.RemoveAt(at);
        return Feed(to, new Received(message.From, message.Envelope));
    }

    /// <summary>The messages between two members, opened.</summary>
    public IEnumerable<Message> Messages(string from, string to) => Table.Where(m => m.From == Id(from) && m.To == Id(to))
        .Select(m => Envelopes.Open(m.Envelope, Id(to), PMessages.Catalogue).Message!);

    /// <summary>All install a view, in order of name.</summary>
    public View Install(uint counter, params string[] names)
    {
        var view = ViewOf(counter, names);
        foreach (var name in names)
        {
            Move(name, new ViewInstalled(view));
        }

        return view;
    }

    /// <summary>All install a view and key it; the table is empty afterwards.</summary>
    public View Keyed(uint counter, params string[] names)
    {
        var view = Install(counter, names);
        FinishRun(names);
        return view;
    }

    /// <summary>Carries an open run to its end.</summary>
    public void FinishRun(params string[] names)
    {
        foreach (var other in names.Skip(1))
        {
            Deliver(names[0], other).ShouldBeOfType<Moved>();
            Deliver(other, names[0]).ShouldBeOfType<Moved>();
        }

        foreach (var other in names.Skip(1))
        {
            Deliver(names[0], other).ShouldBeOfType<Moved>();
        }

        names.ShouldAllBe(n => this[n].State == RunState.Keyed);
        Table.ShouldBeEmpty();
    }

    public Header Head(View view, uint run, string sender) => new(Anywhere.Group, view.Id, run, Id(sender));

    /// <summary>A fresh key that nobody of the protocol chose.</summary>
    public CryptoValue OtherKey() => binding.Store.Nonce(Id("x9"), (uint)binding.Store.Count);

    public CryptoValue Payload(string sender, uint number = 0) => binding.Payload(Id(sender), number);

    private void Lay(MemberId from, PortEvent[] effects)
    {
        var view = states[from].View;
        foreach (var effect in effects)
        {
            if (effect is Unicast unicast)
            {
                Table.Add((from, unicast.To, unicast.Envelope));
            }
            else if (effect is Multicast multicast)
            {
                Table.AddRange((view?.Members ?? ImmutableArray<MemberId>.Empty).Where(m => m != from).Select(m => (from, m, multicast.Envelope)));
            }
        }
    }
}
