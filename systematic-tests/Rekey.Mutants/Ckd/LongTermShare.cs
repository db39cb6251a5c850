using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.Ckd;

/// <summary>Static Diffie-Hellman: it saves a draw, and whoever learns the long-term key one day reads everything.</summary>
public sealed class LongTermShare : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-long-term-share";

    /// <inheritdoc/>
    public override string Bug => "A newcomer takes its long-term key for b.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PerfectForwardSecrecy];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) =>
        new AgreementMachine(new Static(Right, ((SymbolicBinding)binding).Store), Scenario.Group, binding.Suite, binding.Envelopes);

    private sealed class Static(KeyAgreementProtocol right, TermStore store) : KeyAgreementProtocol(right.Spec, right.Table, right.Messages)
    {
        public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy) => right.Alone(group, self, entropy);

        public override Advance Begin(Setting setting, IEntropy entropy) => right.Begin(setting, entropy);

        public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
        {
            var advance = right.Take(setting, open, message, entropy);
            if (message is not ControllerShare offer || advance.Said.IsEmpty || advance.Next is not CkdAgreement run)
            {
                return advance;
            }

            var (group, b) = (setting.Group, store.ChannelKey(setting.Self));
            var scalar = group.ScalarOf(group.Raise(offer.A, b));
            return Saying(
                advance with { Next = run with { List = [.. run.List.Select(p => p.Member == setting.Self ? p with { Scalar = scalar } : p)] } },
                m => m is MemberShare answer ? answer with { B = group.Raise(group.Generator, b) } : m);
        }

        public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) => right.Forgeries(view, header, element);

        public override IReadOnlyList<MemberId> Contributors(AgreementMember member) => right.Contributors(member);
    }
}
