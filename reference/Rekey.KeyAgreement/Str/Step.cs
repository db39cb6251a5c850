using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.KeyAgreement.Runs.Advance;

using Rules = Rekey.Spec.Protocols.Str;

namespace Rekey.KeyAgreement.Str;

/// <summary>Kim, Perrig and Tsudik's STR (SEC 2001; paper B, section 4.2; spec/protocols/str.md).</summary>
public sealed class StrProtocol() : KeyAgreementProtocol(Rules.Specification, Rules.Table, BlindedChain.MessageType, BlindedKeys.MessageType)
{
    /// <inheritdoc/>
    public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy)
    {
        var secret = group.NewScalar(entropy);
        return new StrFoundation([self], [group.Raise(group.Generator, secret)], secret, null, []);
    }

    /// <summary>STR-03, STR-04; STR-06 where components merge, and STR-08 where there is one.</summary>
    public override Advance Begin(Setting setting, IEntropy entropy)
    {
        var (kept, none) = (KeptBy(setting), ImmutableArray.CreateRange(new Chain?[setting.Lineup.Components.Length]));
        if (kept is not null && kept.SponsoringMember != setting.Self)
        {
            return To(new StrAgreement(FoundationOf(setting)!.Secret, none, null));
        }

        var secret = setting.Group.NewScalar(entropy);
        var share = setting.Group.Raise(setting.Group.Generator, secret);
        var chain = kept?.With(share) ?? new Chain([setting.Self], [share], 0);
        var run = new StrAgreement(secret, none.SetItem(ComponentOf(setting, setting.Self), chain), null);
        return none.Length == 1
            ? Sponsor(setting, run, chain)
            : To(run, new Say(default, new BlindedChain(setting.Header, [.. chain.Members.Zip(chain.Shares)])));
    }

    /// <inheritdoc/>
    public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy) => message switch
    {
        BlindedChain chain => TakeChain(setting, (StrAgreement)open, chain),
        BlindedKeys keys => TakeKeys(setting, (StrAgreement)open, keys),
        _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) =>
    [
        new BlindedChain(header, [.. view.Members.Select(m => (m, element))]),
        new BlindedChain(header, [(header.Sender, element)]),
        new BlindedKeys(header, element, []),
        new BlindedKeys(header, element, [.. view.Members.Skip(2).Select(_ => element)]),
    ];

    /// <summary>STR-04.</summary>
    public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept) =>
        kept?.Foundation is not StrFoundation foundation || Chain.Pruned(foundation, lineup.ComponentOf(self)!.Members).SponsoringMember == self;

    private static Advance TakeChain(Setting setting, StrAgreement run, BlindedChain message)
    {
        var index = ComponentOf(setting, message.Header.Sender);
        if (CheckChain(setting, run, index, message) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<MemberId> members = [.. message.Places.Select(static p => p.Member)];
        var chain = new Chain(members, [.. message.Places.Select(static p => p.Share)], members.IndexOf(message.Header.Sender));
        var after = run with { Chains = run.Chains.SetItem(index, chain) };
        if (StackOf(after) is not { } stack)
        {
            return To(after);
        }

        // Who is below the sponsor needs no blinded key, and computes while the sponsor does (STR-09).
        var own = stack.Members.IndexOf(setting.Self);
        return own == stack.Sponsor ? Sponsor(setting, after, stack)
            : own < stack.Sponsor ? To(after with { Ahead = Ascend(setting, after, stack, null) })
            : To(after);
    }

    /// <summary>STR-06.</summary>
    private static Advance? CheckChain(Setting setting, StrAgreement run, int index, BlindedChain message)
    {
        var component = setting.Lineup.Components[index];
        if (run.Chains.Length == 1 || run.Chains[index] is not null)
        {
            return Refuse(Rules.SendChain, RejectionKind.WrongContribution, "places", "one chain of each component, where there are several");
        }

        if (message.Places.Any(p => setting.Group.IsIdentity(p.Share)))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "places", "elements other than the identity");
        }

        if (!message.Places.Select(static p => p.Member).Order().SequenceEqual(component.Members))
        {
            return Refuse(Rules.SendChain, RejectionKind.WrongContribution, "places", $"each of {string.Join(' ', component.Members)} once");
        }

        return component.Members.Contains(setting.Self) ? CheckOwn(KeptBy(setting)!, message) : null;
    }

    /// <summary>STR-06 and STR-04, where the member can judge the chain by the one that it kept.</summary>
    private static Advance? CheckOwn(Chain kept, BlindedChain message)
    {
        if (message.Header.Sender != kept.SponsoringMember)
        {
            return Refuse(Rules.Sponsor, RejectionKind.NotEntitled, "header.sender", $"the sponsor {kept.SponsoringMember}");
        }

        for (var i = 0; i < kept.Members.Length; i++)
        {
            var (member, share) = message.Places[i];
            if (member != kept.Members[i] || share.Equals(kept.Shares[i]) == (i == kept.Sponsor))
            {
                return Refuse(Rules.SendChain, RejectionKind.WrongContribution, $"places[{i}]", $"{kept.Members[i]} with {(i == kept.Sponsor ? "a new share" : "its share")}");
            }
        }

        return null;
    }

    private static Advance TakeKeys(Setting setting, StrAgreement run, BlindedKeys message)
    {
        if ((run.Chains.Length == 1 ? KeptBy(setting) : StackOf(run)) is not { } stack)
        {
            return Early;
        }

        if (CheckKeys(setting, run, stack, message) is { } refusal)
        {
            return refusal;
        }

        // STR-09: what the member can compute itself, it does not take from others.
        stack = stack.With(message.Share);
        var below = BelowOf(setting, stack, message);
        var climb = run.Ahead ?? Ascend(setting, run, stack, below);
        var known = message.Keys.AsSpan()[(message.Keys.Length - climb.Blinded.Length)..];
        return known.SequenceEqual(climb.Blinded.AsSpan())
            ? To(Complete(setting, run, stack, climb, below))
            : Refuse(Rules.Compute, RejectionKind.WrongContribution, "keys", "the blinded keys that follow from those below");
    }

    /// <summary>STR-08, as far as it can be judged without computing.</summary>
    private static Advance? CheckKeys(Setting setting, StrAgreement run, Chain stack, BlindedKeys message)
    {
        if (message.Header.Sender != stack.SponsoringMember)
        {
            return Refuse(Rules.Stack, RejectionKind.NotEntitled, "header.sender", $"the sponsor {stack.SponsoringMember}");
        }

        if (setting.Group.IsIdentity(message.Share) || message.Keys.Any(setting.Group.IsIdentity))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "keys", "elements other than the identity");
        }

        var isOld = run.Chains.Length == 1;
        if (message.Share.Equals(stack.Shares[stack.Sponsor]) == isOld)
        {
            return Refuse(Rules.NewShare, RejectionKind.WrongContribution, "share", isOld ? "a new share" : "the share of the sponsor's chain");
        }

        var expected = stack.Members.Length - 1 - stack.Lowest;
        return message.Keys.Length == expected
            ? null
            : Refuse(Rules.SendKeys, RejectionKind.WrongContribution, "keys", $"{expected} blinded keys");
    }

    /// <summary>STR-08: the sponsor's part is done when it has said it.</summary>
    private static Advance Sponsor(Setting setting, StrAgreement run, Chain stack)
    {
        var below = FoundationOf(setting)?.Below;
        var climb = Ascend(setting, run, stack, below);
        return To(Complete(setting, run, stack, climb, below), new Say(default, new BlindedKeys(setting.Header, stack.Shares[stack.Sponsor], climb.Blinded)));
    }

    /// <summary>STR-01, STR-02: from the member's place or the sponsor's, whichever is higher.</summary>
    private static Climb Ascend(Setting setting, StrAgreement run, Chain stack, CryptoValue? below)
    {
        var (group, own) = (setting.Group, stack.Members.IndexOf(setting.Self));
        var start = Math.Max(own, stack.Lowest);
        var element = own == start
            ? group.Raise(below!, run.Secret)
            : group.Raise(stack.Shares[start], start == 1 ? run.Secret : FoundationOf(setting)!.KeyAt(own, start - 1));
        return Climb.From(group, stack.Shares, start, element);
    }

    /// <summary>The blinded key below a member: as received above the sponsor, as kept below it; null at the bottom.</summary>
    private static CryptoValue? BelowOf(Setting setting, Chain stack, BlindedKeys message)
    {
        var own = stack.Members.IndexOf(setting.Self);
        return own < stack.Sponsor ? FoundationOf(setting)!.Below
            : own == 1 ? stack.Shares[0]
            : message.Keys[own - 1 - stack.Lowest];
    }

    /// <summary>STR-10.</summary>
    private static StrAgreement Complete(Setting setting, StrAgreement run, Chain stack, Climb climb, CryptoValue? below)
    {
        // Below the place where the climb began, the member's keys are those that it kept.
        var own = stack.Members.IndexOf(setting.Self);
        var unchanged = stack.Members.Length - 1 - climb.Keys.Length - Math.Max(own, 1);
        var keys = unchanged > 0 ? FoundationOf(setting)!.Keys[..unchanged].AddRange(climb.Keys) : climb.Keys;
        return run with { Result = new Agreed(climb.Element, new StrFoundation(stack.Members, stack.Shares, run.Secret, below, keys)) };
    }

    private static StrFoundation? FoundationOf(Setting setting) => (StrFoundation?)setting.Base?.Foundation;

    /// <summary>The chain of the member's own component before its sponsor drew a new share; null for a newcomer.</summary>
    private static Chain? KeptBy(Setting setting) => FoundationOf(setting) is { } kept ? Chain.Pruned(kept, setting.Lineup.ComponentOf(setting.Self)!.Members) : null;

    private static int ComponentOf(Setting setting, MemberId member) => setting.Lineup.Components.IndexOf(setting.Lineup.ComponentOf(member)!);

    /// <summary>STR-05; null while a chain is missing.</summary>
    private static Chain? StackOf(StrAgreement run) => run.Chains.Contains(null) ? null : Chain.Stacked([.. run.Chains.Select(static c => c!)]);
}
