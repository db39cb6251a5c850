using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire;

namespace Rekey.Mutants.Str;

/// <summary>STR with a mistake in what a member takes a run to be, or in what it makes of it.</summary>
public abstract class StrMutant : AgreementMutant
{
    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => StrDefinition.Protocol;

    /// <summary>The run as a wrong member sees it; the same run unless overridden.</summary>
    protected virtual Setting Seen(Setting setting) => setting;

    /// <summary>What a wrong member makes of an advance; the same unless overridden.</summary>
    protected virtual Advance Made(Setting setting, Advance advance) => advance;

    /// <inheritdoc/>
    protected override Advance Begin(Setting setting, IEntropy entropy) => Made(setting, base.Begin(Seen(setting), entropy));

    /// <inheritdoc/>
    protected override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => Made(setting, base.Take(Seen(setting), open, message, entropy));

    /// <summary>What the member kept; null for a newcomer.</summary>
    protected static StrFoundation? KeptBy(Setting setting) => (StrFoundation?)setting.Base?.Foundation;

    /// <summary>Who takes part of those whom the member knows.</summary>
    protected static ImmutableArray<MemberId> PresentIn(Setting setting) => setting.Lineup.ComponentOf(setting.Self)!.Members;

    /// <summary>The run of one component, with these members of its chain instead of those who are there.</summary>
    protected static Setting With(Setting setting, IEnumerable<MemberId> members) =>
        setting with { Lineup = new Lineup([setting.Lineup.Components[0] with { Members = [.. members.Order()] }]) };

    /// <summary>The advance with another agreed element.</summary>
    protected static Advance Agreeing(Advance advance, Func<Agreed, CryptoValue> element) => advance.Next is { Result: { } agreed } next
        ? advance with { Next = next with { Result = agreed with { Element = element(agreed) } } }
        : advance;

    /// <summary>Draws the member's own share once more.</summary>
    protected sealed class SameShare(IEntropy inner, StrFoundation kept) : IEntropy
    {
        /// <inheritdoc/>
        public MemberId Owner => inner.Owner;

        /// <inheritdoc/>
        public uint Draws => inner.Draws;

        /// <inheritdoc/>
        public uint NextDraw() => ((Term)kept.Secret).Number;

        /// <inheritdoc/>
        public void Fill(Span<byte> destination) => inner.Fill(destination);
    }

    /// <summary>The run in which the sponsor's share is not known, so that nobody sees whether it is a new one.</summary>
    protected static Setting WithoutSponsorsShare(Setting setting)
    {
        if (KeptBy(setting) is not { } kept)
        {
            return setting;
        }

        var sponsor = kept.Members.IndexOf(Chain.Pruned(kept, PresentIn(setting)).SponsoringMember);
        var unknown = kept with { Shares = kept.Shares.SetItem(sponsor, setting.Group.Generator) };
        return setting with { Base = setting.Base! with { Foundation = unknown } };
    }
}
