using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds.Benches;
using Shouldly;

namespace Rekey.Tests.Protocols;

/// <summary>Members of a key agreement on a bench, with words for what tests of its rules ask.</summary>
internal sealed class RunBench
{
    private readonly CountingBinding binding = new();
    private readonly Bench bench;
    private readonly Dictionary<string, int> work = [];

    public RunBench(KeyAgreementProtocol protocol) => bench = new Bench(protocol.Definition, binding);

    public IKeyAgreementGroup Group => binding.Suite.Agreement;

    public List<Parcel> Table => bench.Table;

    public AgreementMember this[string name] => (AgreementMember)bench[name];

    public static MemberId Id(string name) => MemberId.Parse(name);

    /// <summary>Members install a view.</summary>
    public RunBench Install(uint counter, params string[] names)
    {
        work.Clear();
        bench.Install(counter, names);
        return this;
    }

    /// <summary>Members install a view and have its lineup; what the protocol says lies on the table.</summary>
    public RunBench Begun(uint counter, params string[] names) => Install(counter, names).Settle(static m => m is not (BaseReport or LineupAnnouncement));

    /// <summary>Members install a view and key it.</summary>
    public RunBench Keyed(uint counter, params string[] names)
    {
        Install(counter, names).Settle().ShouldBeKeyed(names);
        return this;
    }

    /// <summary>Hands everything over, but for what is held back; nothing is rejected.</summary>
    public RunBench Settle(Func<Message, bool>? held = null, string? heldFrom = null)
    {
        while (bench.Next((m, to) => held?.Invoke(m) == true && (heldFrom is null || to == Id(heldFrom))) is { } parcel)
        {
            Deliver(parcel).ShouldNotBeOfType<Rejected>();
        }

        return this;
    }

    /// <summary>Hands a parcel over, and counts the exponentiations that its receiver makes.</summary>
    public Outcome Deliver(Parcel parcel)
    {
        var before = binding.Exponentiations;
        var outcome = bench.Deliver(parcel);
        work[parcel.To.ToString()] = WorkOf(parcel.To.ToString()) + binding.Exponentiations - before;
        return outcome;
    }

    /// <summary>Exponentiations of a member since it installed its view.</summary>
    public int WorkOf(string name) => work.GetValueOrDefault(name);

    public Outcome Feed(string name, PortEvent input) => bench.Feed(Id(name), input);

    /// <summary>The oldest message of a type that is due to a member.</summary>
    public Parcel Due<T>(string to)
        where T : Message => Table.First(p => p.To == Id(to) && bench.Open(p) is T);

    /// <summary>The messages of a type on the table, each once, with their receivers.</summary>
    public IReadOnlyList<(string To, T Message)> Sent<T>()
        where T : Message =>
        [.. Table.Where(p => bench.Open(p) is T).GroupBy(static p => p.Envelope).Select(g => (string.Join(',', g.Select(static p => p.To)), (T)bench.Open(g.First())))];

    public T Open<T>(Parcel parcel)
        where T : Message => (T)bench.Open(parcel);

    /// <summary>A message as its header's sender signs it, told to a member.</summary>
    public Outcome Tell(string to, Message message) => Feed(to, new Received(message.Header.Sender, binding.Envelopes.Sign(message)));

    /// <summary>A message that must be turned away, and change nothing.</summary>
    public void Reject(string to, Message message, RejectionKind kind, RuleId rule)
    {
        var before = this[to];
        var rejected = Tell(to, message).ShouldBeOfType<Rejected>();
        (rejected.Reason.Kind, rejected.Rule).ShouldBe((kind, rule), rejected.Reason.ToString());
        this[to].ShouldBeSameAs(before);
    }

    /// <summary>The identity, and what else is nobody's.</summary>
    public CryptoValue Identity => Group.Power(Group.Generator, 0);

    public CryptoValue Stranger => Group.Power(Group.Generator, 7);

    /// <summary>g to the product of some scalars.</summary>
    public CryptoValue Product(params IEnumerable<CryptoValue> scalars) => scalars.Aggregate(Group.Generator, Group.Raise);

    /// <summary>All are keyed with one key, which is the key of an element.</summary>
    public void ShouldHave(CryptoValue element, params string[] names)
    {
        ShouldBeKeyed(names);
        this[names[0]].Current!.Key.ShouldBe(Group.KeyOf(element));
    }

    public void ShouldBeKeyed(params string[] names)
    {
        foreach (var name in names)
        {
            this[name].State.ShouldBe(RunState.Keyed, name);
            this[name].Current.ShouldBe(this[names[0]].Current);
            bench.DeferredAt(Id(name)).ShouldBe(0);
        }
    }
}
