using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>Which protocol and suite a group uses, and that groups do not interfere (spec/protocols/selector.md).</summary>
public sealed class SelectorTests
{
    private static readonly GroupId Chat = new("chat");
    private static readonly GroupId Payroll = new("payroll");
    private static readonly MemberId[] Members = [MemberId.Parse("m1"), MemberId.Parse("m2"), MemberId.Parse("m3")];
    private static readonly View View = new(new ViewId(1, Members[0]), [.. Members]);
    private static readonly IReadOnlyList<ProtocolDefinition> Agreements = [.. ProtocolRegistry.All.Where(static p => p.Contributors is not null)];
    private static readonly Selector Selector = new(Agreements, [ConcreteSuite.Suite1, ConcreteSuite.Suite3], new GroupPolicy("BD", 1));

    /// <summary>SEL-01.</summary>
    [Fact]
    public void A_group_has_its_own_policy_or_the_default()
    {
        var selector = Selector.With(Chat, new GroupPolicy("tgdh", 3));

        selector.For(Chat).ShouldSatisfyAllConditions(
            static s => s.Group.ShouldBe(Chat), static s => s.Protocol.Spec.Name.ShouldBe("TGDH"), static s => s.Suite.ShouldBeSameAs(ConcreteSuite.Suite3));
        selector.For(Payroll).ShouldSatisfyAllConditions(static s => s.Protocol.Spec.Name.ShouldBe("BD"), static s => s.Suite.ShouldBeSameAs(ConcreteSuite.Suite1));
        Agreements.ShouldAllBe(p => Selector.With(Chat, new GroupPolicy(p.Spec.Name, 1)).For(Chat).Protocol == p);
    }

    [Fact]
    public void A_policy_is_read_as_it_is_written()
    {
        GroupPolicy.Parse("TGDH/1").ShouldBe(new GroupPolicy("TGDH", 1));
        new GroupPolicy("GDH", 3).ToString().ShouldBe("GDH/3");
    }

    [Theory]
    [InlineData("TGDH")]
    [InlineData("/1")]
    [InlineData("TGDH/")]
    [InlineData("TGDH/one")]
    [InlineData("TGDH/256")]
    [InlineData("TGDH/1/1")]
    public void Text_that_is_no_policy_is_refused(string text) =>
        Should.Throw<FormatException>(() => GroupPolicy.Parse(text)).Message.ShouldBe($"policy '{text}': expected a protocol and the number of a suite, as in TGDH/1");

    /// <summary>SEL-02: whether the policy is a group's own or the default.</summary>
    [Theory]
    [InlineData("DH", 1, "policy DH/1: unknown protocol; expected one of CKD, BD")]
    [InlineData("BD", 2, "policy BD/2: unknown suite; expected one of 1, 3")]
    public void What_is_not_known_is_refused_at_once(string protocol, byte suite, string message)
    {
        Should.Throw<FormatException>(() => Selector.With(Chat, new GroupPolicy(protocol, suite))).Message.ShouldStartWith(message);
        Should.Throw<FormatException>(() => new Selector(Agreements, [ConcreteSuite.Suite1, ConcreteSuite.Suite3], new GroupPolicy(protocol, suite))).Message.ShouldStartWith(message);
    }

    /// <summary>SEL-05.</summary>
    [Fact]
    public void Another_policy_is_another_selector()
    {
        var first = Selector.With(Chat, new GroupPolicy("GDH", 1));
        var second = first.With(Chat, new GroupPolicy("STR", 1));

        (first.For(Chat).Protocol.Spec.Name, second.For(Chat).Protocol.Spec.Name, Selector.For(Chat).Protocol.Spec.Name).ShouldBe(("GDH", "STR", "BD"));
    }

    /// <summary>SEL-04: the same members, the same view, two groups; whatever the one says, the other rejects and stays as it is.</summary>
    [Theory]
    [InlineData("TGDH/1", "GDH/1")]
    [InlineData("BD/1", "BD/1")]
    [InlineData("CKD/1", "STR/3")]
    public void Groups_side_by_side_do_not_interfere(string chatPolicy, string payrollPolicy)
    {
        var selector = Selector.With(Chat, GroupPolicy.Parse(chatPolicy)).With(Payroll, GroupPolicy.Parse(payrollPolicy));
        var (chat, payroll) = (new Party(selector.For(Chat)), new Party(selector.For(Payroll)));
        var rejections = new List<Rejection>();
        chat.Start();
        payroll.Start();
        while (chat.DeliverOne(sent => rejections.AddRange(payroll.Hear(sent))) | payroll.DeliverOne(sent => rejections.AddRange(chat.Hear(sent))))
        {
        }

        var (chatKey, payrollKey) = (chat.CommonKey(), payroll.CommonKey());
        chatKey.Equals(payrollKey).ShouldBeFalse();
        var (sameSuite, sameProtocol) = (chatPolicy[^1] == payrollPolicy[^1], chatPolicy == payrollPolicy);
        rejections.Count.ShouldBeGreaterThan(20);
        rejections.Select(static r => r.Kind).Distinct().ShouldBe(
            !sameSuite ? [RejectionKind.WrongSuite] : sameProtocol ? [RejectionKind.WrongGroup] : [RejectionKind.WrongGroup, RejectionKind.UnknownType], ignoreOrder: true);
    }

    /// <summary>SEL-03: members of one group under two policies.</summary>
    [Theory]
    [InlineData("TGDH/1", "GDH/1", RejectionKind.UnknownType)]
    [InlineData("BD/1", "BD/3", RejectionKind.WrongSuite)]
    public void Members_that_disagree_on_the_policy_reject_each_other(string one, string other, RejectionKind kind)
    {
        var (first, second) = (new Party(Selector.With(Chat, GroupPolicy.Parse(one)).For(Chat)), new Party(Selector.With(Chat, GroupPolicy.Parse(other)).For(Chat)));
        second.Start();
        var rejections = new List<Rejection>();
        first.Start();
        while (first.DeliverOne(sent => rejections.AddRange(second.Hear(sent, isOther: false))))
        {
        }

        rejections.Select(static r => r.Kind).ShouldContain(kind);
        first.CommonKey().ShouldNotBeNull();
    }

    /// <summary>The members of a group, each with its own machine, and what they have sent.</summary>
    private sealed class Party
    {
        private readonly Dictionary<MemberId, (IMachine Machine, IEntropy Entropy, Mailbox Box)> members = [];
        private readonly Queue<(MemberId From, MemberId To, Envelope Envelope)> sent = new();

        public Party(Selection selection)
        {
            var binding = new ConcreteBinding(selection.Group, "selector", Members, (ConcreteSuite)selection.Suite);
            foreach (var name in Members)
            {
                var machine = selection.NewMachine(binding.Envelopes);
                members.Add(name, (machine, new SeededEntropy($"entropy of {selection.Group.Name}", name), new Mailbox(machine.Initial(name))));
            }
        }

        public void Start()
        {
            foreach (var name in Members)
            {
                Feed(name, new ViewInstalled(View));
            }
        }

        /// <summary>Delivers the oldest message; false where there is none.</summary>
        public bool DeliverOne(Action<(MemberId From, MemberId To, Envelope Envelope)> overheard)
        {
            if (!sent.TryDequeue(out var next))
            {
                return false;
            }

            overheard(next);
            Feed(next.To, new Received(next.From, next.Envelope));
            return true;
        }

        /// <summary>Offers a message of another party, and gives back why it is rejected. If the party is another group, it must be, and the state stays as it is.</summary>
        public IEnumerable<Rejection> Hear((MemberId From, MemberId To, Envelope Envelope) message, bool isOther = true)
        {
            var (machine, entropy, box) = members[message.To];
            var outcomes = new List<Outcome>();
            var after = box.Offer(machine, new Received(message.From, message.Envelope), entropy, (_, _, outcome) => outcomes.Add(outcome));
            if (isOther)
            {
                outcomes.ShouldHaveSingleItem().ShouldBeOfType<Rejected>();
                after.ShouldBe(box);
            }

            return outcomes.OfType<Rejected>().Select(static r => r.Reason);
        }

        public CryptoValue CommonKey()
        {
            var keys = members.Values.Select(static m => m.Box.Member.Current.ShouldNotBeNull().Key).ToList();
            keys.ShouldAllBe(k => k.Equals(keys[0]));
            return keys[0];
        }

        private void Feed(MemberId name, PortEvent input)
        {
            var (machine, entropy, box) = members[name];
            members[name] = (machine, entropy, box.Offer(machine, input, entropy, (_, _, outcome) =>
            {
                outcome.ShouldNotBeOfType<Rejected>();
                foreach (var effect in outcome is Moved moved ? moved.Effects : [])
                {
                    Send(name, effect);
                }
            }));
        }

        private void Send(MemberId from, PortEvent effect)
        {
            foreach (var (to, envelope) in effect switch
            {
                Unicast unicast => [(unicast.To, unicast.Envelope)],
                Multicast multicast => Members.Where(m => m != from).Select(m => (m, multicast.Envelope)),
                _ => Enumerable.Empty<(MemberId, Envelope)>(),
            })
            {
                sent.Enqueue((from, to, envelope));
            }
        }
    }
}
