using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>Members of TGDH without a machine around them: what they committed last, and one run after the other.</summary>
internal sealed class TgdhBench
{
    private readonly SymbolicBinding binding = new(Anywhere.Group);
    private readonly Dictionary<MemberId, IEntropy> entropies = [];
    private uint views;

    public TgdhProtocol Protocol { get; } = TgdhDefinition.Protocol;

    public IKeyAgreementGroup Group => binding.Suite.Agreement;

    public TermStore Store => binding.Store;

    /// <summary>What each member committed last.</summary>
    public Dictionary<MemberId, Base> Bases { get; } = [];

    /// <summary>Every element that anybody has ever sent.</summary>
    public List<Term> Heard { get; } = [];

    public static MemberId Id(string name) => MemberId.Parse(name);

    /// <summary>Another element than any that honest members make.</summary>
    public CryptoValue Strange => Group.Raise(Group.Generator, Store.Nonce(Id("x9"), 0));

    public IEntropy EntropyOf(MemberId member)
    {
        if (!entropies.TryGetValue(member, out var entropy))
        {
            entropies[member] = entropy = binding.EntropyFor(member);
        }

        return entropy;
    }

    /// <summary>Opens a run in a new view: a name alone is a member with what it has committed.</summary>
    public TgdhRun Open(params IEnumerable<string> names)
    {
        var members = names.Select(Id).Order().ToImmutableArray();
        var view = new View(new ViewId(++views, members[0]), members);
        return new TgdhRun(this, view, Lineup.Of(view, [.. members.Select(m => Bases.GetValueOrDefault(m)?.Epoch)]), 1);
    }

    /// <summary>Opens the next run of the view of the last one.</summary>
    public TgdhRun Refresh(TgdhRun last)
    {
        var lineup = new Lineup([new Rekey.KeyAgreement.Runs.Component(Bases[last.View.Leader].Epoch, last.View.Members)]);
        return new TgdhRun(this, last.View, lineup, last.Run + 1);
    }

    /// <summary>A run that nothing disturbs.</summary>
    public TgdhRun Agree(params IEnumerable<string> names) => Open(names).Settle().Commit();

    /// <summary>Gives members a tree that they have agreed on, with shares of their own: what no history of theirs has to lead to.</summary>
    public void Plant(string tree)
    {
        var shape = TreeText.Read(tree);
        var shares = shape.Leaves().ToDictionary(static m => m, m => Group.NewScalar(EntropyOf(m)));
        var epoch = new Epoch(Anywhere.Group, new ViewId(++views, shares.Keys.Min()), 1);
        foreach (var member in shares.Keys)
        {
            Bases[member] = new Base(epoch, [.. shares.Keys.Order()], new TgdhFoundation(Seen((KeyBranch)shape)));

            KeyNode Seen(KeyBranch root) => new KeyBranch(Below(root.Left).Node, Below(root.Right).Node);

            (KeyNode Node, CryptoValue Key) Below(KeyNode node)
            {
                if (node is not KeyBranch branch)
                {
                    return (new KeyLeaf(node.Last, Group.Raise(Group.Generator, shares[node.Last]), node.Last == member ? shares[member] : null), shares[node.Last]);
                }

                var (left, right) = (Below(branch.Left), Below(branch.Right));
                var key = Group.ScalarOf(Group.Raise(left.Node.Blinded!, right.Key));
                var isOwn = branch.Leaves().Contains(member);
                return (new KeyBranch(left.Node, right.Node).With(Group.Raise(Group.Generator, key), isOwn ? key : null), key);
            }
        }
    }

    public KeyNode TreeOf(string name) => ((TgdhFoundation)Bases[Id(name)].Foundation).Tree;

    /// <summary>What all know together that have heard all traffic, with all shares that some members ever drew.</summary>
    public Knowledge Pool(IEnumerable<MemberId> members)
    {
        var knowledge = new Knowledge();
        foreach (var element in Heard)
        {
            knowledge.Learn(element);
        }

        foreach (var member in members.Where(entropies.ContainsKey))
        {
            for (var draw = 0u; draw < entropies[member].Draws; draw++)
            {
                knowledge.Learn(Store.Nonce(member, draw));
            }
        }

        return knowledge;
    }

    /// <summary>All who ever drew something.</summary>
    public IEnumerable<MemberId> Everybody => entropies.Keys;
}

/// <summary>A run among some members: each receiver has a queue for each sender.</summary>
internal sealed class TgdhRun
{
    private readonly TgdhBench bench;
    private readonly Dictionary<MemberId, Setting> settings = [];
    private readonly Dictionary<MemberId, Agreement> states = [];
    private readonly Dictionary<MemberId, int> rounds = [];
    private readonly Dictionary<(MemberId From, MemberId To), Queue<(Message Message, int Round)>> queues = [];
    private readonly Dictionary<MemberId, List<(Message Message, int Round)>> waiting = [];

    public TgdhRun(TgdhBench bench, View view, Lineup lineup, uint run)
    {
        (this.bench, View, Lineup, Run) = (bench, view, lineup, run);
        foreach (var member in view.Members)
        {
            settings[member] = new Setting(CountingGroup.Of(bench.Group, Raised[member] = []), member, view, Head(member.ToString()), lineup, bench.Bases.GetValueOrDefault(member));
            (rounds[member], waiting[member]) = (0, []);
        }

        foreach (var member in view.Members)
        {
            After(member, bench.Protocol.Begin(settings[member], bench.EntropyOf(member)));
        }
    }

    /// <summary>The exponentiations that each member made.</summary>
    public Dictionary<MemberId, List<(CryptoValue Element, CryptoValue Scalar)>> Raised { get; } = [];

    public View View { get; }

    public Lineup Lineup { get; }

    public uint Run { get; }

    /// <summary>What was said, with the number of messages that came one after the other to make it.</summary>
    public List<(string From, Message Message, int Round)> Said { get; } = [];

    /// <summary>Who waits for something.</summary>
    public int Waiting => waiting.Values.Sum(static w => w.Count);

    public TgdhAgreement this[string name] => (TgdhAgreement)states[TgdhBench.Id(name)];

    public bool IsComplete => states.Values.All(static s => s.Result is not null);

    public Header Head(string sender) => new(Anywhere.Group, View.Id, Run, TgdhBench.Id(sender));

    /// <summary>Who can be handed something by whom.</summary>
    public IReadOnlyList<(MemberId From, MemberId To)> Pending => [.. queues.Where(static q => q.Value.Count > 0).Select(static q => q.Key).Order()];

    /// <summary>What a member would make of a message; nothing is changed.</summary>
    public Advance Offer(string to, Message message)
    {
        var id = TgdhBench.Id(to);
        return bench.Protocol.Take(settings[id], states[id], message, bench.EntropyOf(id));
    }

    /// <summary>The next message from one member to another.</summary>
    public Message Next(string from, string to) => queues[(TgdhBench.Id(from), TgdhBench.Id(to))].Peek().Message;

    /// <summary>Hands over the next message from one member to another.</summary>
    public void Deliver(MemberId from, MemberId to)
    {
        waiting[to].Add(queues[(from, to)].Dequeue());
        for (var i = 0; i < waiting[to].Count;)
        {
            var (message, round) = waiting[to][i];
            states[to].Result.ShouldBeNull($"{to} is complete, and then comes {message}");
            var advance = bench.Protocol.Take(settings[to], states[to], message, bench.EntropyOf(to));
            advance.Refusal.ShouldBeNull($"{to}, {message}: {advance.Refusal?.Reason}");
            if (advance.Next is null)
            {
                i++;
                continue;
            }

            waiting[to].RemoveAt(i);
            rounds[to] = Math.Max(rounds[to], round);
            After(to, advance);
            i = 0;
        }
    }

    public void Deliver(string from, string to) => Deliver(TgdhBench.Id(from), TgdhBench.Id(to));

    /// <summary>Hands over everything, in an order that somebody picks; in rounds otherwise.</summary>
    public TgdhRun Settle(Func<int, int>? pick = null)
    {
        while (Pending is { Count: > 0 } pending)
        {
            var (from, to) = pick is null ? pending.MinBy(p => queues[p].Peek().Round) : pending[pick(pending.Count)];
            Deliver(from, to);
        }

        return this;
    }

    /// <summary>All, or some, commit what they agreed on.</summary>
    public TgdhRun Commit(Predicate<MemberId>? who = null)
    {
        Waiting.ShouldBe(0);
        foreach (var (member, state) in states)
        {
            state.Result.ShouldNotBeNull($"{member} has no key");
            state.Result!.Element.ShouldBe(states[View.Leader].Result!.Element, $"{member}");
            if (who?.Invoke(member) != false)
            {
                bench.Bases[member] = new Base(new Epoch(Anywhere.Group, View.Id, Run), View.Members, state.Result!.Foundation);
            }
        }

        return this;
    }

    /// <summary>The agreed element.</summary>
    public CryptoValue Element => states[View.Leader].Result!.Element;

    /// <summary>Who said what in which round, as in <c>1 m4: 2 keys</c>.</summary>
    public IEnumerable<string> Story => Said.Select(static s => $"{s.Round} {s.From}: {(s.Message is BlindedKeys keys ? $"{keys.Keys.Length} keys" : $"tree {TreeText.Marked(((ComponentTree)s.Message).Tree)}")}");

    private void After(MemberId member, Advance advance)
    {
        advance.Refusal.ShouldBeNull($"{member}");
        states[member] = advance.Next!;
        foreach (var say in advance.Said)
        {
            say.To.ShouldBe(default);
            Said.Add((member.ToString(), say.Message, rounds[member] + 1));
            bench.Heard.AddRange(ElementsOf(say.Message));
            foreach (var to in View.Members.Where(m => m != member))
            {
                if (!queues.TryGetValue((member, to), out var queue))
                {
                    queues[(member, to)] = queue = new Queue<(Message, int)>();
                }

                queue.Enqueue((say.Message, rounds[member] + 1));
            }
        }
    }

    private static IEnumerable<Term> ElementsOf(Message message) => message switch
    {
        BlindedKeys keys => keys.Keys.Cast<Term>(),
        ComponentTree announced => Nodes(announced.Tree).Select(static n => n.Blinded).OfType<Term>(),
        _ => [],
    };

    public static IEnumerable<KeyNode> Nodes(KeyNode tree) => tree is KeyBranch branch ? [tree, .. Nodes(branch.Left), .. Nodes(branch.Right)] : [tree];
}
