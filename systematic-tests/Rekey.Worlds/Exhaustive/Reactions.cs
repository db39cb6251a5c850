using Rekey.Core;
using Rekey.Observing;
using Rekey.Crypto.Symbolic;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Worlds.Exhaustive;

/// <summary>A process as far as it is its own: machine, mailbox, and what it has drawn.</summary>
/// <param name="Box">The machine's state, with what it deferred.</param>
/// <param name="Draws">How many secrets it drew.</param>
/// <param name="Payloads">How many payloads its application sent.</param>
/// <param name="Holdings">A hash of the keys and plans that it holds.</param>
/// <param name="Mentions">The first members whose names it has, outside of secrets, as bits.</param>
internal sealed record Local(Mailbox Box, uint Draws, uint Payloads, UInt128 Holdings, uint Mentions)
{
    /// <summary>Whether it has a key and no run is under way.</summary>
    public bool IsKeyed { get; } = Box.Member.Current is not null && Box.Member.Staged is null;

    /// <summary>Whether nothing waits in it.</summary>
    public bool IsIdle { get; } = Box.Deferred.IsEmpty;
}

/// <summary>What a process asks to be sent.</summary>
/// <param name="To">The receiver; the default for all others.</param>
/// <param name="Message">Number of the message.</param>
internal readonly record struct Sending(MemberId To, int Message);

/// <summary>A key that a process took hold of.</summary>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Term">Number of its term.</param>
/// <param name="IsUsed">Whether it was committed.</param>
/// <param name="By">Of a committed key, a hash of who had to choose it or contribute to it.</param>
internal readonly record struct KeyEvent(Epoch Epoch, int Term, bool IsUsed, ulong By);

/// <summary>What a process in some state does with some input: always the same.</summary>
/// <param name="Number">Number of the reaction.</param>
/// <param name="Local">Number of its new state.</param>
/// <param name="Sends">What it sends, in order.</param>
/// <param name="Keys">The keys that it takes hold of or commits, in order.</param>
/// <param name="Facts">What happened beside, as far as it depends on nobody else; in no view yet.</param>
/// <param name="Heard">What can be heard of it on the network.</param>
/// <param name="Broken">Why there is no reaction: a bug of our own code; else null.</param>
internal sealed record Reaction(int Number, int Local, Sending[] Sends, KeyEvent[] Keys, Fact[] Facts, Fact[] Heard, string? Broken);

/// <summary>The inputs of machines, as numbers.</summary>
internal static class Inputs
{
    /// <summary>The system blocks.</summary>
    public const int Block = 0;

    /// <summary>The application asks for a new key.</summary>
    public const int Refresh = 3;

    /// <summary>The application sends.</summary>
    public const int Send = 4;

    /// <summary>The application leaves.</summary>
    public const int Leave = 5;

    /// <summary>A view is installed.</summary>
    public static int View(int view) => (view << 3) | 1;

    /// <summary>A message arrives.</summary>
    public static int Message(int message) => (message << 3) | 2;
}

/// <summary>
/// Every reaction of every process, worked out once by the protocol's machine: states and messages come up again and again, in millions of
/// states of the world.
/// </summary>
internal sealed class Reactions
{
    private readonly Interner<UInt128, Local> locals = new();
    private readonly Interner<UInt128, Received> messages = new();
    private readonly Interner<ulong, Reaction> reactions = new();
    private readonly StructuralHash hash;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, uint> mentions = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, Term> terms = new();
    private readonly HashSet<Cell> cells = [];
    private readonly HashSet<RuleId> rules = [];
    private readonly Lock making = new();
    private readonly IMachine machine;
    private readonly SymbolicBinding binding;
    private readonly ProtocolDefinition protocol;
    private readonly AgreedViews views;

    /// <summary>None yet.</summary>
    public Reactions(ProtocolDefinition protocol, IMachine machine, SymbolicBinding binding, AgreedViews views, Func<MemberId, uint> bitOf)
    {
        hash = new StructuralHash(bitOf);
        (this.protocol, this.machine, this.binding, this.views) = (protocol, machine, binding, views);

        // Message 0 is a gap, local state 0 nobody.
        messages.NumberOf(0, 0, static (_, _) => null!);
        locals.NumberOf(0, 0, static (_, _) => null!);
    }

    /// <summary>How many different states processes have.</summary>
    public int Locals => locals.Count;

    /// <summary>How many different messages are sent.</summary>
    public int Messages => messages.Count;

    /// <summary>How many different reactions there are: calls of the machine.</summary>
    public int Count => reactions.Count;

    /// <summary>The cells of the control table that some reaction is of, and the rules that decided one.</summary>
    public (IReadOnlyCollection<Cell> Cells, IReadOnlyCollection<RuleId> Rules) Visits
    {
        get
        {
            lock (making)
            {
                return ([.. cells], [.. rules]);
            }
        }
    }

    /// <summary>A process's state by its number.</summary>
    public Local LocalOf(int number) => locals[number];

    /// <summary>A term of some fact by its number.</summary>
    public Term TermOf(int number) => terms[number];

    /// <summary>A message by its number.</summary>
    public Received MessageOf(int number) => messages[number];

    /// <summary>The first members whose names a message has, outside of secrets, as bits.</summary>
    public uint MentionsOf(int message) => mentions.GetOrAdd(message, number =>
    {
        lock (making)
        {
            return hash.Of(messages[number]).Mentions;
        }
    });

    /// <summary>The state of a process that begins, or that is no more and drew some secrets.</summary>
    public int Bare(MemberId id, uint draws)
    {
        lock (making)
        {
            return NumberOf(new Mailbox(machine.Initial(id)), draws, 0);
        }
    }

    /// <summary>What a process does.</summary>
    public Reaction To(int local, int input)
    {
        var key = ((ulong)local << 32) | (uint)input;
        return reactions[reactions.NumberOf(key, this, static (k, self) => self.Make((int)(k >> 32), (int)k))];
    }

    private Reaction Make(int local, int input)
    {
        lock (making)
        {
            var before = locals[local];
            var entropy = new Counter(before.Box.Member.Self, before.Draws);
            var steps = new List<(MemberState Before, PortEvent Input, Outcome Outcome)>();
            try
            {
                var box = before.Box.Offer(machine, InputOf(before, input), entropy, (state, offered, outcome) => steps.Add(((MemberState)state, offered, outcome)));
                var reaction = Describe(steps, NumberOf(box, entropy.Draws, before.Payloads + (input == Inputs.Send ? 1u : 0)));
                return reaction with { Facts = [.. reaction.Facts, .. Wishes(before.Box, box, input, steps, reaction)] };
            }
            catch (Exception e) when (e is not (OutOfMemoryException or NotSupportedException))
            {
                return new Reaction(reactions.Count, local, [], [], [], [], $"{e.GetType().Name}: {e.Message}");
            }
        }
    }

    private PortEvent InputOf(Local local, int input) => (input & 7) switch
    {
        1 => new ViewInstalled(views[input >> 3].View),
        2 => messages[input >> 3],
        Inputs.Refresh => RefreshRequested.Instance,
        Inputs.Send => new SendRequested(binding.Payload(local.Box.Member.Self, local.Payloads)),
        Inputs.Leave => LeaveRequested.Instance,
        _ => BlockRequested.Instance,
    };

    private int NumberOf(Mailbox box, uint draws, uint payloads)
    {
        var content = hash.Of(box);
        var key = content.Value ^ (((UInt128)draws << 64) | payloads) * 0x9E3779B97F4A7C15;
        return locals.NumberOf(key, (this, box, draws, payloads, content.Mentions), static (_, c) => new Local(c.box, c.draws, c.payloads, c.Item1.HoldingsOf(c.box.Member), c.Mentions));
    }

    private UInt128 HoldingsOf(MemberState state) => state is TreeMember tree ? hash.Of(tree.Ring).Value ^ (hash.Of(tree.Open).Value << 1) : 0;

    private Reaction Describe(List<(MemberState Before, PortEvent Input, Outcome Outcome)> steps, int local)
    {
        var (sends, keys, facts, heard) = (new List<Sending>(), new List<KeyEvent>(), new List<Fact>(), new List<Fact>());
        foreach (var (before, _, outcome) in steps)
        {
            Note(outcome);
            if (outcome is Rejected rejected)
            {
                facts.Add(new Fact(FactKind.Rejected, Member: rejected.Sender, Number: Fingerprint.Of(rejected.Rule.ToString())));
            }

            if (outcome is not Moved moved)
            {
                continue;
            }

            var after = moved.Member;
            if (after.Staged is { } held && held != before.Staged)
            {
                keys.Add(new KeyEvent(held.Epoch, IdOf(held), false, 0));
            }

            if (!PortAudit.IsFaithful(before, moved))
            {
                facts.Add(new Fact(FactKind.Untold, Epoch: after.Current?.Epoch ?? default));
            }

            foreach (var effect in moved.Effects)
            {
                if (effect is KeyCommitted told)
                {
                    keys.Add(new KeyEvent(told.Epoch, IdOf((Term)told.Key), true, ChoosersOf(after)));
                    if (facts.Exists(f => f.Kind is FactKind.SentData or FactKind.Delivered && f.Epoch == told.Epoch))
                    {
                        facts.Add(new Fact(FactKind.UsedEarly, Epoch: told.Epoch));
                    }
                }

                Describe(effect, after, sends, facts, heard);
            }

            DescribeTree(before as TreeMember, after as TreeMember, facts);
        }

        return new Reaction(reactions.Count, local, [.. sends], [.. keys], [.. facts], [.. heard], null);
    }

    private void Note(Outcome outcome)
    {
        var (cell, rule) = outcome switch
        {
            Moved moved => (moved.Cell, moved.Rule),
            Ignored ignored => (ignored.Cell, ignored.Rule),
            Core.Deferred deferred => (deferred.Cell, deferred.Rule),
            Rejected rejected => (default(Cell?), rejected.Rule),
            _ => (default(Cell?), null),
        };
        if (cell is { } visited)
        {
            cells.Add(visited);
        }

        if (rule is not null)
        {
            rules.Add(rule);
        }
    }

    /// <summary>
    /// What an application asked for and did not get (RequestProgress). Payloads that waited or were asked for now must be those that are sent now and
    /// those that wait on, in this order; what is owed to a request for a refresh is another key, some time.
    /// </summary>
    private IEnumerable<Fact> Wishes(Mailbox before, Mailbox after, int input, List<(MemberState Before, PortEvent Input, Outcome Outcome)> steps, Reaction reaction)
    {
        var sent = steps.SelectMany(static s => s.Outcome is Moved moved ? moved.Effects : []).OfType<Multicast>()
            .Select(static m => (m.Envelope as SymbolicEnvelope)?.Payload).OfType<CryptoValue>();
        var asked = Payloads(before.Deferred).Concat(input == Inputs.Send ? Payloads([steps[0].Input]) : []);
        if (input != Inputs.Leave && !asked.SequenceEqual(sent.Concat(Payloads(after.Deferred))))
        {
            yield return new Fact(FactKind.Neglected, Number: (ulong)reaction.Number);
        }

        if (input == Inputs.Refresh && !Array.Exists(reaction.Keys, static k => k.IsUsed))
        {
            yield return new Fact(FactKind.Asked);
        }

        static IEnumerable<CryptoValue> Payloads(IEnumerable<PortEvent> inputs) => inputs.OfType<SendRequested>().Select(static s => s.Payload);
    }

    private ulong ChoosersOf(MemberState state) => protocol.Contributors is { } contributors
        ? contributors(state).Aggregate(1UL, static (h, m) => Fingerprint.Mix(h, m.Fingerprint))
        : protocol.Designated(state).Fingerprint;

    private void Describe(PortEvent effect, MemberState after, List<Sending> sends, List<Fact> facts, List<Fact> heard)
    {
        var (to, envelope) = effect switch
        {
            Unicast unicast => (unicast.To, unicast.Envelope),
            Multicast multicast => (default, multicast.Envelope),
            _ => (default, null),
        };
        if (envelope is SymbolicEnvelope said)
        {
            var received = new Received(after.Self, envelope);
            sends.Add(new Sending(to, messages.NumberOf(hash.Of(received).Value, received, static (_, r) => r)));
            Overhear(said.ToTerm(binding.Store), default, heard);
            if (said.Message is GroupData sent)
            {
                facts.Add(new Fact(FactKind.SentData, Epoch: sent.Header.Epoch, Term: IdOf(said.Payload!), Number: sent.Sequence));
                var shown = Fingerprint.Mix(Fingerprint.Mix(said.Iv!.Fingerprint, sent.Sequence), sent.KeyId.Fingerprint);
                facts.Add(new Fact(FactKind.Protected, Epoch: sent.Header.Epoch, Term: IdOf(said.TrafficKey!), Member: sent.Header.Sender, Number: shown));
                heard.Add(new Fact(FactKind.Encrypted, Term: IdOf(said.TrafficKey!), Number: said.Iv.Fingerprint));
            }
        }

        if (effect is DeliverData data)
        {
            facts.Add(new Fact(FactKind.Delivered, Epoch: data.Epoch, Term: IdOf((Term)data.Payload), Member: data.Sender, Number: data.Sequence));
        }
    }

    /// <summary>What an adversary learns of a term, part by part; signatures hide nothing.</summary>
    private void Overhear(Term term, MemberId recipient, List<Fact> heard)
    {
        switch (term.Kind)
        {
            case TermKind.Signed:
                Overhear(term.Left!, recipient, heard);
                break;
            case TermKind.Sealed when recipient == default:
                Overhear(term.Left!, term.Member, heard);
                break;
            case TermKind.Pair:
                Overhear(term.Left!, recipient, heard);
                Overhear(term.Right!, recipient, heard);
                break;
            case TermKind.Public:
                break;
            default:
                heard.Add(new Fact(FactKind.Heard, Term: IdOf(term), Member: recipient));
                break;
        }
    }

    /// <summary>New keys of a tree; and the plan, where the member made one.</summary>
    private void DescribeTree(TreeMember? before, TreeMember? after, List<Fact> facts)
    {
        if (after?.Open is not { } open || open == before?.Open)
        {
            return;
        }

        var same = before?.Open is { } old && old.Epoch == open.Epoch ? old : null;
        for (var i = 0; i < open.Keys.Length; i++)
        {
            if (open.Keys[i] is not null && same?.Keys[i] is null)
            {
                facts.Add(new Fact(FactKind.TreeKey, Epoch: open.Epoch, Number: (ulong)i));
            }
        }

        if (after.Leads && before?.Open?.Plan != open.Plan)
        {
            facts.Add(new Fact(FactKind.Planned, Epoch: open.Epoch, Number: (ulong)hash.Of(open.Plan).Value));
        }
    }

    private int IdOf(EpochKey key) => IdOf((Term)key.Key);

    private int IdOf(Term term)
    {
        terms[term.Id] = term;
        return term.Id;
    }

    /// <summary>Entropy that goes on from a count.</summary>
    private sealed class Counter(MemberId owner, uint draws) : IEntropy
    {
        public MemberId Owner => owner;

        public uint Draws { get; private set; } = draws;

        public uint NextDraw() => Draws++;

        public void Fill(Span<byte> destination) => throw new SpecificationViolation("symbolic entropy has names, not bytes");
    }
}
