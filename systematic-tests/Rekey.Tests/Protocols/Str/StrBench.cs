using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;

using Component = Rekey.KeyAgreement.Runs.Component;

namespace Rekey.Tests.Protocols.Str;

/// <summary>
/// Members of STR without the machine around them: each run is opened from what they committed last, messages lie on the table until somebody hands
/// them over, and early ones wait. The exponentiations of each member are counted.
/// </summary>
internal sealed class StrBench
{
    private static readonly StrProtocol Protocol = StrDefinition.Protocol;
    private readonly SymbolicBinding binding = new(Anywhere.Group);
    private readonly Dictionary<MemberId, IEntropy> entropies = [];
    private readonly Dictionary<MemberId, Base> bases = [];
    private readonly Dictionary<MemberId, StrAgreement> open = [];
    private readonly Dictionary<MemberId, List<Message>> early = [];
    private uint views;
    private uint run;

    public StrBench() => Group = new CountingGroup(binding.Suite.Agreement);

    public CountingGroup Group { get; }

    public View View { get; private set; } = null!;

    public Lineup Lineup { get; private set; } = null!;

    public Epoch Epoch => new(Anywhere.Group, View.Id, run);

    /// <summary>Everything that was multicast in the open run, oldest first.</summary>
    public List<Message> Said { get; } = [];

    /// <summary>What is under way: sent to all others, each copy by itself.</summary>
    public List<(Message Message, MemberId To)> Table { get; } = [];

    /// <summary>All that members have ever drawn, computed or kept for themselves; public values may be among it.</summary>
    public Dictionary<MemberId, HashSet<Term>> Known { get; } = [];

    /// <summary>Exponentiations of the last step of each member.</summary>
    public Dictionary<string, int> Cost { get; } = [];

    public static MemberId Id(string name) => MemberId.Parse(name);

    public StrAgreement this[string name] => open[Id(name)];

    public StrFoundation Kept(string name) => (StrFoundation)bases[Id(name)].Foundation;

    /// <summary>The members bottom to top, as a member has them in its result.</summary>
    public string Order(string name) => string.Join(' ', ((StrFoundation)this[name].Result!.Foundation).Members);

    /// <summary>A new view: its members report what they committed last, and begin.</summary>
    public StrBench Install(params string[] names)
    {
        View = new View(new ViewId(++views, Id(names.Order(StringComparer.Ordinal).First())), [.. names.Select(Id).Order()]);
        run = 0;
        if (names.Length == 1)
        {
            Forget();
            run = 1;
            bases[View.Leader] = new Base(Epoch, View.Members, Protocol.Alone(Group, View.Leader, EntropyOf(View.Leader)));
            return this;
        }

        return Begin(Lineup.Of(View, [.. View.Members.Select(m => bases.TryGetValue(m, out var kept) ? (Epoch?)kept.Epoch : null)]));
    }

    /// <summary>The next run of the view.</summary>
    public StrBench Refresh() => Begin(new Lineup([new Component(bases[View.Leader].Epoch, View.Members)]));

    /// <summary>A run with the lineup that the leader announced.</summary>
    public StrBench Begin(Lineup lineup)
    {
        Forget();
        run++;
        Lineup = lineup;
        foreach (var member in View.Members)
        {
            Apply(member, Counted(member, () => Protocol.Begin(SettingOf(member), EntropyOf(member)))).Next.ShouldNotBeNull();
        }

        return this;
    }

    /// <summary>Whether somebody lies, so that what waited may be refused later.</summary>
    public bool Lenient { get; set; }

    public Header Head(string sender) => new(Anywhere.Group, View.Id, run, Id(sender));

    public Setting SettingOf(MemberId member) => new(Group, member, View, Head(member.ToString()), Lineup, bases.GetValueOrDefault(member));

    /// <summary>A message to a member, which then does all that it has waited to do.</summary>
    public Advance Tell(string to, Message message)
    {
        var member = Id(to);
        var before = open[member].Fingerprint;
        var advance = Apply(member, Counted(member, () => Protocol.Take(SettingOf(member), open[member], message, EntropyOf(member))));
        if (advance.Next is null)
        {
            open[member].Fingerprint.ShouldBe(before);
            if (advance.Refusal is null)
            {
                early[member].Add(message);
            }

            return advance;
        }

        var waiting = early[member].ToList();
        early[member].Clear();
        foreach (var offered in waiting.TakeWhile(_ => !Lenient || open[member].Result is null))
        {
            (Tell(to, offered).Refusal is null || Lenient).ShouldBeTrue();
        }

        return advance;
    }

    /// <summary>Offers a message without consequences.</summary>
    public Advance Offer(string to, Message message) => Protocol.Take(SettingOf(Id(to)), open[Id(to)], message, EntropyOf(Id(to)));

    /// <summary>Offers a message that must be turned away.</summary>
    public void Refuse(string to, Message message, RuleId rule, RejectionKind kind)
    {
        var refusal = Offer(to, message).Refusal.ShouldNotBeNull();
        (refusal.Rule, refusal.Reason.Kind).ShouldBe((rule, kind), refusal.Reason.ToString());
        refusal.Reason.Field.Length.ShouldBeGreaterThan(0);
    }

    /// <summary>Hands over a message of a type from one member to another.</summary>
    public Advance Deliver<T>(string from, string to)
        where T : Message
    {
        var at = Table.FindIndex(m => m.Message is T && m.Message.Header.Sender == Id(from) && m.To == Id(to));
        at.ShouldBeGreaterThanOrEqualTo(0);
        var message = Table[at].Message;
        Table.RemoveAt(at);
        return Tell(to, message);
    }

    /// <summary>Hands everything over: in the order of sending, or in any order in which no sender overtakes itself; all of it, or so many.</summary>
    public StrBench Settle(Random? random = null, int most = int.MaxValue)
    {
        for (var i = 0; i < most && Table.Count > 0; i++)
        {
            var at = random?.Next(Table.Count) ?? 0;
            var (message, to) = Table[at];
            at = Table.FindIndex(m => m.Message.Header.Sender == message.Header.Sender && m.To == to);
            message = Table[at].Message;
            Table.RemoveAt(at);
            Tell(to.ToString(), message).Refusal?.Reason.ShouldBeNull();
        }

        return this;
    }

    /// <summary>All have one key, and those named, or all, commit it.</summary>
    public StrBench Commit(params string[] names)
    {
        var element = this[View.Leader.ToString()].Result!.Element;
        View.Members.ShouldAllBe(m => open[m].Result!.Element.Equals(element));
        foreach (var member in names.Length == 0 ? [.. View.Members] : names.Select(Id))
        {
            bases[member] = new Base(Epoch, View.Members, open[member].Result!.Foundation);
        }

        return this;
    }

    /// <summary>A run from the first step to the last.</summary>
    public StrBench Run(params string[] names)
    {
        Install(names);
        return names.Length == 1 ? this : Settle().Commit();
    }

    /// <summary>An element that nobody of the protocol made.</summary>
    public CryptoValue Strange(uint number = 0) => Group.Raise(Group.Generator, binding.Store.Nonce(Id("x9"), number));

    public static IEnumerable<CryptoValue> ElementsIn(Message message) => message switch
    {
        BlindedChain chain => chain.Places.Select(static p => p.Share),
        BlindedKeys keys => keys.Keys.Prepend(keys.Share),
        _ => [],
    };

    private IEntropy EntropyOf(MemberId member) => entropies.TryGetValue(member, out var entropy) ? entropy : entropies[member] = binding.EntropyFor(member);

    private void Forget()
    {
        open.Clear();
        early.Clear();
        Table.Clear();
        Said.Clear();
        Cost.Clear();
    }

    private Advance Counted(MemberId member, Func<Advance> step)
    {
        Group.Count = 0;
        var advance = step();
        Cost[member.ToString()] = Group.Count;
        return advance;
    }

    private Advance Apply(MemberId member, Advance advance)
    {
        if (advance.Next is StrAgreement next)
        {
            open[member] = next;
            early.TryAdd(member, []);
            var known = Known.TryGetValue(member, out var set) ? set : Known[member] = [];
            known.Add((Term)next.Secret);
            if (next.Result is { } agreed)
            {
                known.UnionWith(((StrFoundation)agreed.Foundation).Keys.Append(agreed.Element).Cast<Term>());
            }

            foreach (var say in advance.Said)
            {
                say.To.ShouldBe(default);
                Said.Add(say.Message);
                Table.AddRange(View.Members.Where(m => m != member).Select(m => (say.Message, m)));
            }
        }

        return advance;
    }
}

/// <summary>A group that counts exponentiations by scalars.</summary>
internal sealed class CountingGroup(IKeyAgreementGroup inner) : IKeyAgreementGroup
{
    public int Count { get; set; }

    public CryptoValue Generator => inner.Generator;

    public CryptoValue NewScalar(IEntropy entropy) => inner.NewScalar(entropy);

    public CryptoValue Raise(CryptoValue element, CryptoValue scalar)
    {
        Count++;
        return inner.Raise(element, scalar);
    }

    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) => inner.RaiseInverse(element, scalar);

    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) => inner.RaiseQuotient(element, dividend, divisor);

    public CryptoValue Power(CryptoValue element, int exponent) => inner.Power(element, exponent);

    public CryptoValue Multiply(CryptoValue left, CryptoValue right) => inner.Multiply(left, right);

    public CryptoValue ScalarOf(CryptoValue element) => inner.ScalarOf(element);

    public CryptoValue KeyOf(CryptoValue element) => inner.KeyOf(element);

    public bool IsIdentity(CryptoValue element) => inner.IsIdentity(element);
}
