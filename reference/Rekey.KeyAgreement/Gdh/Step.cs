using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.KeyAgreement.Runs.Advance;

using Rules = Rekey.Spec.Protocols.Gdh;

namespace Rekey.KeyAgreement.Gdh;

/// <summary>Group Diffie-Hellman as in the historical system (paper B, section 4.2; spec/protocols/gdh.md).</summary>
public sealed class GdhProtocol()
    : KeyAgreementProtocol(Rules.Specification, Rules.Table, Upflow.MessageType, Downflow.MessageType, FactorOut.MessageType, PartialKeys.MessageType)
{
    /// <summary>A-12: a list of one.</summary>
    public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy) =>
        new GdhFoundation([new PartialKey(self, group.Generator)], group.NewScalar(entropy));

    /// <inheritdoc/>
    public override Advance Begin(Setting setting, IEntropy entropy)
    {
        if (!setting.Lineup.Components[0].Members.Contains(setting.Self))
        {
            return To(new GdhAgreement()); // GDH-04
        }

        var (foundation, kept, newcomers) = ((GdhFoundation?)setting.Base?.Foundation, Kept(setting), Newcomers(setting.Lineup));
        var run = new GdhAgreement { List = [.. kept.Select(static k => k.Member), .. newcomers], Share = foundation?.Share };
        if (kept[^1].Member != setting.Self)
        {
            return To(newcomers.IsEmpty ? run with { Last = kept[^1].Value } : run);
        }

        return newcomers.IsEmpty ? Refresh(setting, kept, foundation!.Share, entropy) : Open(setting, run, kept[^1].Value, newcomers, entropy);
    }

    /// <inheritdoc/>
    public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var (run, newcomers) = ((GdhAgreement)open, Newcomers(setting.Lineup));
        return message switch
        {
            Upflow upflow => TakeUpflow(setting, newcomers, run, upflow, entropy),
            Downflow downflow => TakeDownflow(setting, newcomers, run, downflow),
            FactorOut factored => TakeFactorOut(setting, newcomers, run, factored, entropy),
            PartialKeys keys => TakeKeys(setting, run, keys),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) =>
    [
        new Upflow(header, [header.Sender], element), new Downflow(header, element), new FactorOut(header, element),
        new PartialKeys(header, [.. view.Members.Select(m => new PartialKey(m, element))]),
    ];

    /// <summary>GDH-03, GDH-05, GDH-07, GDH-09: the controller of the first component, and newcomers.</summary>
    public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept)
    {
        var first = lineup.Components[0].Members;
        return kept?.Foundation is not GdhFoundation foundation || !first.Contains(self) || foundation.Keys.Last(k => first.Contains(k.Member)).Member == self;
    }

    /// <summary>GDH-02: the list of the first component, without those who are gone; at its own newcomer, the newcomer.</summary>
    private static ImmutableArray<PartialKey> Kept(Setting setting) => setting.Base?.Foundation is GdhFoundation foundation
        ? [.. foundation.Keys.Where(k => setting.Lineup.Components[0].Members.Contains(k.Member))]
        : [new PartialKey(setting.Self, setting.Group.Generator)];

    /// <summary>GDH-04: the members of all components but the first, in the order of the lineup.</summary>
    private static ImmutableArray<MemberId> Newcomers(Lineup lineup) => [.. lineup.Components.Skip(1).SelectMany(static c => c.Members)];

    /// <summary>GDH-03.</summary>
    private static Advance Refresh(Setting setting, ImmutableArray<PartialKey> kept, CryptoValue old, IEntropy entropy)
    {
        var (group, own, share) = (setting.Group, kept[^1], setting.Group.NewScalar(entropy));
        ImmutableArray<PartialKey> keys = [.. kept[..^1].Select(k => k with { Value = group.RaiseQuotient(k.Value, share, old) }), own];
        var run = new GdhAgreement
        {
            List = [.. keys.Select(static k => k.Member)],
            Share = share,
            Last = own.Value,
            Result = new Agreed(group.Raise(own.Value, share), new GdhFoundation(keys, share)),
        };
        return To(run, new Say(default, new PartialKeys(setting.Header, keys)));
    }

    /// <summary>GDH-05.</summary>
    private static Advance Open(Setting setting, GdhAgreement run, CryptoValue own, ImmutableArray<MemberId> newcomers, IEntropy entropy)
    {
        var share = setting.Group.NewScalar(entropy);
        var u = setting.Group.Raise(own, share);
        return To(
            run with { Share = share, Below = own, Passed = newcomers.Length == 1 ? u : null },
            new Say(newcomers[0], new Upflow(setting.Header, run.List[..^newcomers.Length], u)));
    }

    /// <summary>GDH-06, GDH-07; what is checked here and below is GDH-11.</summary>
    private static Advance TakeUpflow(Setting setting, ImmutableArray<MemberId> newcomers, GdhAgreement run, Upflow upflow, IEntropy entropy)
    {
        var (at, first) = (newcomers.IndexOf(setting.Self), setting.Lineup.Components[0].Members);
        if (at < 0 || !run.List.IsEmpty)
        {
            return Refuse(Rules.Upflow, RejectionKind.NotEntitled, "recipient", "a newcomer that has had no upflow");
        }

        if (!upflow.List.Order().SequenceEqual(first))
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "list", $"the members {string.Join(',', first)}");
        }

        var before = at == 0 ? upflow.List[^1] : newcomers[at - 1];
        if (upflow.Header.Sender != before)
        {
            return Refuse(Rules.Upflow, RejectionKind.NotEntitled, "header.sender", $"{before}");
        }

        if (setting.Group.IsIdentity(upflow.U))
        {
            return NoIdentity("u");
        }

        var next = run with { List = [.. upflow.List, .. newcomers] };
        if (at == newcomers.Length - 1)
        {
            return To(
                next with { Last = upflow.U, FactoredOut = ImmutableArray.CreateRange(new CryptoValue?[next.List.Length]) },
                new Say(default, new Downflow(setting.Header, upflow.U)));
        }

        var share = setting.Group.NewScalar(entropy);
        var u = setting.Group.Raise(upflow.U, share);
        return To(
            next with { Share = share, Below = upflow.U, Passed = at == newcomers.Length - 2 ? u : null },
            new Say(newcomers[at + 1], upflow with { Header = setting.Header, U = u }));
    }

    /// <summary>GDH-08.</summary>
    private static Advance TakeDownflow(Setting setting, ImmutableArray<MemberId> newcomers, GdhAgreement run, Downflow downflow)
    {
        if (newcomers.IsEmpty || downflow.Header.Sender != newcomers[^1] || run.Share is not { } share || run.Last is not null)
        {
            return Refuse(Rules.Downflow, RejectionKind.NotEntitled, "header.sender", "the last newcomer, once, after all upflows");
        }

        if (setting.Group.IsIdentity(downflow.U))
        {
            return NoIdentity("u");
        }

        if (run.Passed is { } passed && !passed.Equals(downflow.U))
        {
            return Refuse(Rules.Downflow, RejectionKind.WrongContribution, "u", "what was sent to the last newcomer");
        }

        var value = run.Passed is null ? setting.Group.RaiseInverse(downflow.U, share) : run.Below!;
        return To(run with { Last = downflow.U }, new Say(newcomers[^1], new FactorOut(setting.Header, value)));
    }

    /// <summary>GDH-09.</summary>
    private static Advance TakeFactorOut(Setting setting, ImmutableArray<MemberId> newcomers, GdhAgreement run, FactorOut factored, IEntropy entropy)
    {
        if (newcomers.IsEmpty || setting.Self != newcomers[^1] || run.Last is not { } u)
        {
            return Refuse(Rules.FactorOut, RejectionKind.NotEntitled, "recipient", "the last newcomer, after its multicast");
        }

        if (setting.Group.IsIdentity(factored.Value))
        {
            return NoIdentity("value");
        }

        if (factored.Value.Equals(u))
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "value", "U without the sender's share");
        }

        var next = run with { FactoredOut = run.FactoredOut.SetItem(run.List.IndexOf(factored.Header.Sender), factored.Value) };
        if (next.FactoredOut.Count(static f => f is not null) < next.List.Length - 1)
        {
            return To(next);
        }

        var share = setting.Group.NewScalar(entropy);
        ImmutableArray<PartialKey> keys =
            [.. next.List[..^1].Select((m, i) => new PartialKey(m, setting.Group.Raise(next.FactoredOut[i]!, share))), new PartialKey(setting.Self, u)];
        var agreed = new Agreed(setting.Group.Raise(u, share), new GdhFoundation(keys, share));
        return To(next with { Share = share, Result = agreed }, new Say(default, new PartialKeys(setting.Header, keys)));
    }

    /// <summary>GDH-10.</summary>
    private static Advance TakeKeys(Setting setting, GdhAgreement run, PartialKeys message)
    {
        if (run is not { Last: { } last, Share: { } share } || message.Header.Sender != run.List[^1])
        {
            return Refuse(Rules.Key, RejectionKind.NotEntitled, "header.sender", "the controller, when nothing else is missing");
        }

        if (!message.Keys.Select(static k => k.Member).SequenceEqual(run.List))
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "keys", $"those of {string.Join(',', run.List)}");
        }

        foreach (var key in message.Keys)
        {
            if (setting.Group.IsIdentity(key.Value))
            {
                return NoIdentity("value");
            }
        }

        if (!message.Keys[^1].Value.Equals(last))
        {
            return Refuse(Rules.Checks, RejectionKind.WrongContribution, "value", "for the controller what is known already");
        }

        var element = setting.Group.Raise(message.Keys[run.List.IndexOf(setting.Self)].Value, share);
        return To(run with { Result = new Agreed(element, new GdhFoundation(message.Keys, share)) });
    }

    private static Advance NoIdentity(string field) =>
        Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, field, "an element other than the identity");
}
