using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyAgreement;

/// <summary>A key agreement with a mistake in what is said or computed.</summary>
public abstract class AgreementMutant : Mutant
{
    /// <summary>The protocol without the mistake.</summary>
    protected abstract KeyAgreementProtocol Right { get; }

    /// <inheritdoc/>
    public sealed override string Protocol => Right.Spec.Name;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) =>
        new Wrong(this, Right).Definition.NewMachine(binding.Group, binding.Suite, binding.Envelopes);

    /// <summary>What a wrong member does with the lineup.</summary>
    protected virtual Advance Begin(Setting setting, IEntropy entropy) => Right.Begin(setting, entropy);

    /// <summary>What a wrong member does with a message.</summary>
    protected virtual Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Right.Take(setting, open, message, entropy);

    /// <summary>The same advance with other messages.</summary>
    protected static Advance Saying(Advance advance, Func<Message, Message> change) =>
        advance with { Said = [.. advance.Said.Select(s => new Say(s.To, change(s.Message)))] };

    /// <summary>The same advance; where it completes the run, something else is kept for later ones.</summary>
    protected static Advance WithFoundation(Advance advance, Func<Agreement, Foundation, Foundation> kept) => advance.Next is { Result: { } agreed } next
        ? advance with { Next = next with { Result = agreed with { Foundation = kept(next, agreed.Foundation) } } }
        : advance;

    private sealed class Wrong(AgreementMutant mutant, KeyAgreementProtocol right) : KeyAgreementProtocol(right.Spec, right.Table, right.Messages)
    {
        public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy) => right.Alone(group, self, entropy);

        public override Advance Begin(Setting setting, IEntropy entropy) => mutant.Begin(setting, entropy);

        public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => mutant.Take(setting, open, message, entropy);

        public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) => right.Forgeries(view, header, element);

        public override bool KeepsShares => right.KeepsShares;

        public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept) => right.DrawsShare(self, lineup, kept);

        public override bool IsFresh(AgreementMember before, AgreementMember after) => right.IsFresh(before, after);

        public override IReadOnlyList<MemberId> Contributors(AgreementMember member) => right.Contributors(member);
    }
}
