using Rekey.Core;
using Rekey.Crypto;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Tests.Protocols;

/// <summary>Ideal cryptography that counts exponentiations.</summary>
internal sealed class CountingBinding : SuiteBinding
{
    private readonly SymbolicBinding inner = new(Anywhere.Group);
    private readonly CountingSuite suite;

    public CountingBinding() => suite = new CountingSuite(inner.Suite);

    /// <summary>How many exponentiations were made so far; one to a quotient is one.</summary>
    public int Exponentiations => suite.Group.Count;

    public override GroupId Group => inner.Group;

    public override ICipherSuite Suite => suite;

    public override IEnvelopes Envelopes => inner.Envelopes;

    public override void Reset() => inner.Reset();

    public override IEntropy EntropyFor(MemberId member) => inner.EntropyFor(member);

    public override CryptoValue Payload(MemberId sender, uint number) => inner.Payload(sender, number);

    public override Envelope Forge(Message message, MemberId signer, MemberId recipient) => inner.Forge(message, signer, recipient);

    public override Message MessageOf(Envelope envelope) => inner.MessageOf(envelope);

    public override IEnvelopes EnvelopesOf(GroupId group) => inner.EnvelopesOf(group);

    public override string Describe(Envelope envelope) => inner.Describe(envelope);

    private sealed class CountingSuite(ICipherSuite inner) : ICipherSuite
    {
        public CountingGroup Group { get; } = new(inner.Agreement);

        public byte Number => inner.Number;

        public IKeyAgreementGroup Agreement => Group;

        public CryptoValue NewKey(IEntropy entropy) => inner.NewKey(entropy);

        public CryptoValue KeyId(CryptoValue key) => inner.KeyId(key);

        public CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender) => inner.TrafficKey(groupKey, sender);

        public CryptoValue Wrap(CryptoValue wrappingKey, CryptoValue key) => inner.Wrap(wrappingKey, key);

        public CryptoValue? Unwrap(CryptoValue wrappingKey, CryptoValue wrapped) => inner.Unwrap(wrappingKey, wrapped);
    }

    private sealed class CountingGroup(IKeyAgreementGroup inner) : IKeyAgreementGroup
    {
        public int Count { get; private set; }

        public CryptoValue Generator => inner.Generator;

        public CryptoValue NewScalar(IEntropy entropy) => inner.NewScalar(entropy);

        public CryptoValue Raise(CryptoValue element, CryptoValue scalar) => Counted(inner.Raise(element, scalar));

        public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) => Counted(inner.RaiseInverse(element, scalar));

        public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) =>
            Counted(inner.RaiseQuotient(element, dividend, divisor));

        public CryptoValue Power(CryptoValue element, int exponent) => Counted(inner.Power(element, exponent));

        public CryptoValue Multiply(CryptoValue left, CryptoValue right) => inner.Multiply(left, right);

        public CryptoValue ScalarOf(CryptoValue element) => inner.ScalarOf(element);

        public CryptoValue KeyOf(CryptoValue element) => inner.KeyOf(element);

        public bool IsIdentity(CryptoValue element) => inner.IsIdentity(element);

        private CryptoValue Counted(CryptoValue value)
        {
            Count++;
            return value;
        }
    }
}
