using System.Text;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Crypto.Symbolic;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>
/// A real group under ideal envelopes: a schedule costs exponentiations and no signatures. Only group data, which is encrypted, cannot be sent.
/// </summary>
internal sealed class AlgebraBinding(ConcreteSuite suite, string seed) : SuiteBinding
{
    private readonly SymbolicEnvelopes envelopes = new(Anywhere.Group, new TermStore());

    public override GroupId Group => Anywhere.Group;

    public override ConcreteSuite Suite => suite;

    public override IEnvelopes Envelopes => envelopes;

    public override void Reset()
    {
        // All state is in the entropy, which each process gets anew.
    }

    public override IEntropy EntropyFor(MemberId member) => new SeededEntropy(seed, member);

    public override CryptoValue Payload(MemberId sender, uint number) => new Bytes(Encoding.ASCII.GetBytes($"payload {number} of {sender}"));

    public override Envelope Forge(Message message, MemberId signer, MemberId recipient) => new SymbolicEnvelope(message.Type.Protection, message, signer, recipient);

    public override Message MessageOf(Envelope envelope) => ((SymbolicEnvelope)envelope).Message;

    public override IEnvelopes EnvelopesOf(GroupId group) => new SymbolicEnvelopes(group, new TermStore());

    public override string Describe(Envelope envelope) => envelope.ToString()!;
}
