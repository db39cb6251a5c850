using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.KeyAgreement.Runs.Advance;

using Rules = Rekey.Spec.Protocols.Ckd;

namespace Rekey.KeyAgreement.Ckd;

/// <summary>Centralized key distribution (paper B, section 4.2; spec/protocols/ckd.md).</summary>
public sealed class CkdProtocol()
    : KeyAgreementProtocol(Rules.Specification, Rules.Table, ControllerShare.MessageType, MemberShare.MessageType, WrappedKeys.MessageType)
{
    /// <summary>A-12: a list of one.</summary>
    public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy)
    {
        var secret = group.NewScalar(entropy);
        return new CkdFoundation([new Place(self, null)], group.Raise(group.Generator, secret), secret);
    }

    /// <inheritdoc/>
    public override Advance Begin(Setting setting, IEntropy entropy)
    {
        if (!IsFirst(setting, setting.Self))
        {
            return To(new CkdAgreement { AwaitsOffer = true }); // CKD-02
        }

        var (old, kept) = ((CkdFoundation?)setting.Base?.Foundation, Kept(setting));
        var list = kept.AddRange(setting.Lineup.Components.Skip(1).SelectMany(static c => c.Members).Select(static m => new Place(m, null)));
        var (stays, isDirect) = (old is not null && kept[0].Member == old.List[0].Member, list.Length == kept.Length);
        if (kept[0].Member != setting.Self)
        {
            return To(stays ? new CkdAgreement { List = list, A = old!.A, AwaitsOffer = !isDirect } : new CkdAgreement { List = Blank(list), AwaitsOffer = true });
        }

        if (stays)
        {
            var run = new CkdAgreement { List = list, A = old!.A, Secret = old.Secret };
            return isDirect ? Distribute(setting, run, entropy) : Offer(setting, run, kept.Length);
        }

        // CKD-05, and the newcomer of CKD-04.
        var secret = setting.Group.NewScalar(entropy);
        return Offer(setting, new CkdAgreement { List = Blank(list), A = setting.Group.Raise(setting.Group.Generator, secret), Secret = secret }, kept.Length);
    }

    /// <inheritdoc/>
    public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var run = (CkdAgreement)open;
        return message switch
        {
            ControllerShare offer => TakeOffer(setting, run, offer, entropy),
            MemberShare answer => TakeAnswer(setting, run, answer, entropy),
            WrappedKeys keys => TakeKeys(setting, run, keys),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) =>
    [
        new ControllerShare(header, [header.Sender], element), new MemberShare(header, element),
        new WrappedKeys(header, [.. view.Members.Where(m => m != header.Sender).Select(m => new WrappedElement(m, element))]),
    ];

    /// <summary>CKD-08: the controller alone.</summary>
    public override IReadOnlyList<MemberId> Contributors(AgreementMember member) => [((CkdFoundation)member.Kept!.Foundation).List[0].Member];

    /// <summary>CKD-05, CKD-06: who has to agree with the controller on a scalar; the controller, when it is a new one.</summary>
    public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept)
    {
        var first = lineup.Components[0].Members;
        return kept?.Foundation is not CkdFoundation foundation || !first.Contains(self) || !first.Contains(foundation.List[0].Member);
    }

    /// <summary>CKD-07: the controller draws the key of every run.</summary>
    public override bool IsFresh(AgreementMember before, AgreementMember after) => true;

    private static bool IsFirst(Setting setting, MemberId member) => setting.Lineup.Components[0].Members.Contains(member);

    /// <summary>CKD-02: the list of the first component, without those who are gone; at its own newcomer, the newcomer.</summary>
    private static ImmutableArray<Place> Kept(Setting setting) => setting.Base?.Foundation is CkdFoundation foundation
        ? [.. foundation.List.Where(p => IsFirst(setting, p.Member))]
        : [new Place(setting.Self, null)];

    private static ImmutableArray<Place> Blank(ImmutableArray<Place> list) => [.. list.Select(static p => new Place(p.Member, null))];

    /// <summary>CKD-04.</summary>
    private static Advance Offer(Setting setting, CkdAgreement run, int kept) =>
        To(run, new Say(default, new ControllerShare(setting.Header, [.. run.List[..kept].Select(static p => p.Member)], run.A!)));

    /// <summary>CKD-06; a member that shares a scalar already has only to look. What is checked here and below is CKD-09.</summary>
    private static Advance TakeOffer(Setting setting, CkdAgreement run, ControllerShare offer, IEntropy entropy)
    {
        var (group, first) = (setting.Group, setting.Lineup.Components[0].Members);
        if (!run.AwaitsOffer)
        {
            return Refuse(Rules.Offer, RejectionKind.NotEntitled, "recipient", "a member that waits for g^a");
        }

        var isListed = run.List.IsEmpty ? offer.List.Order().SequenceEqual(first) : offer.List.SequenceEqual(run.List.Take(first.Length).Select(static p => p.Member));
        if (!isListed)
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "list", $"the members {string.Join(',', first)}, in their order");
        }

        if (offer.Header.Sender != offer.List[0])
        {
            return Refuse(Rules.Offer, RejectionKind.NotEntitled, "header.sender", $"{offer.List[0]}");
        }

        if (group.IsIdentity(offer.A))
        {
            return NoIdentity("a");
        }

        if (run.A is { } known)
        {
            return known.Equals(offer.A)
                ? To(run with { AwaitsOffer = false })
                : Refuse(Rules.Checks, RejectionKind.WrongContribution, "a", "what is known already");
        }

        var secret = group.NewScalar(entropy);
        var (scalar, b) = (group.ScalarOf(group.Raise(offer.A, secret)), group.Raise(group.Generator, secret));
        ImmutableArray<Place> list = run.List.IsEmpty
            ? [.. offer.List.Concat(setting.Lineup.Components.Skip(1).SelectMany(static c => c.Members)).Select(static m => new Place(m, null))]
            : run.List;
        return To(
            run with { List = With(list, setting.Self, scalar), A = offer.A, AwaitsOffer = false },
            new Say(offer.Header.Sender, new MemberShare(setting.Header, b)));
    }

    /// <summary>CKD-07, once all scalars are there.</summary>
    private static Advance TakeAnswer(Setting setting, CkdAgreement run, MemberShare answer, IEntropy entropy)
    {
        var sender = answer.Header.Sender;
        if (run.Secret is not { } secret)
        {
            return Refuse(Rules.Answer, RejectionKind.NotEntitled, "recipient", "the controller");
        }

        if (run.List.First(p => p.Member == sender).Scalar is not null)
        {
            return Refuse(Rules.Answer, RejectionKind.NotEntitled, "header.sender", "a newcomer that has not answered");
        }

        if (setting.Group.IsIdentity(answer.B))
        {
            return NoIdentity("b");
        }

        var next = run with { List = With(run.List, sender, setting.Group.ScalarOf(setting.Group.Raise(answer.B, secret))) };
        return next.List.Skip(1).All(static p => p.Scalar is not null) ? Distribute(setting, next, entropy) : To(next);
    }

    /// <summary>CKD-03, CKD-07.</summary>
    private static Advance Distribute(Setting setting, CkdAgreement run, IEntropy entropy)
    {
        var group = setting.Group;
        var element = group.Raise(group.Generator, group.NewScalar(entropy));
        ImmutableArray<WrappedElement> values = [.. run.List.Skip(1).Select(p => new WrappedElement(p.Member, group.Raise(element, p.Scalar!)))];
        return To(
            run with { Result = new Agreed(element, new CkdFoundation(run.List, run.A!, run.Secret)) },
            new Say(default, new WrappedKeys(setting.Header, values)));
    }

    /// <summary>CKD-08.</summary>
    private static Advance TakeKeys(Setting setting, CkdAgreement run, WrappedKeys keys)
    {
        if (run.AwaitsOffer || run.Secret is not null || keys.Header.Sender != run.List[0].Member)
        {
            return Refuse(Rules.Unwrap, RejectionKind.NotEntitled, "header.sender", "the controller, when nothing else is missing");
        }

        if (!keys.Values.Select(static v => v.Member).SequenceEqual(run.List.Skip(1).Select(static p => p.Member)))
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "values", "one for every member but the controller, in the order of the list");
        }

        foreach (var value in keys.Values)
        {
            if (setting.Group.IsIdentity(value.Value))
            {
                return NoIdentity("value");
            }
        }

        var scalar = run.List.First(p => p.Member == setting.Self).Scalar!;
        var element = setting.Group.RaiseInverse(keys.Values.First(v => v.Member == setting.Self).Value, scalar);
        return To(run with { Result = new Agreed(element, new CkdFoundation(With(Blank(run.List), setting.Self, scalar), run.A!, null)) });
    }

    private static ImmutableArray<Place> With(ImmutableArray<Place> list, MemberId member, CryptoValue scalar) =>
        [.. list.Select(p => p.Member == member ? p with { Scalar = scalar } : p)];

    private static Advance NoIdentity(string field) =>
        Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, field, "an element other than the identity");
}
