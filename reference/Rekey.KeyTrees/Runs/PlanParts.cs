using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;

namespace Rekey.KeyTrees.Runs;

/// <summary>A member's part in a plan: which messages it sends, and when (K-12); what it makes of those of others (K-13, K-14, K-15).</summary>
internal sealed class PlanParts(KeyTreeProtocol protocol, ICipherSuite suite)
{
    /// <summary>K-12: sends what can be sent.</summary>
    public Turn<TreeRun> Send(RunMember<KeyRing, TreeRun> member, TreeRun open, Header header)
    {
        var lastOwn = open.Plan.LastOf(member.Self);
        if (lastOwn < 0)
        {
            return Turn<TreeRun>.To(open, []);
        }

        var said = ImmutableArray.CreateBuilder<Say>();
        for (var i = 0; i <= lastOwn; i++)
        {
            var message = open.Plan.Transmissions[i];
            if (message.From == member.Self && !open.Seen.Contains(i) && open.HasSeen(message.After))
            {
                said.Add(SayingOf(open, member.Kept, header, i, message));
                open = open with { Seen = open.Seen.Add(i) };
            }
        }

        return Turn<TreeRun>.To(open, said.ToImmutable());
    }

    /// <summary>K-13, K-14, K-15.</summary>
    public Turn<TreeRun> Take(RunMember<KeyRing, TreeRun> member, Message message)
    {
        if (protocol.HasServer && TwoPhase.CheckLeader(member, message.Header.Sender) is { } stranger)
        {
            return Turn<TreeRun>.Refuse(stranger);
        }

        var run = message.Header.Run;
        if (run > member.LastRun)
        {
            var canBeEarly = run == member.LastRun + 1 && !protocol.HasServer && member.State is RunState.Reporting or RunState.Keyed or RunState.AwaitingDone;
            return canBeEarly && !member.Leads
                ? Turn<TreeRun>.Early
                : Refuse(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "a run that is open or may be");
        }

        if (run < member.LastRun || member.Open is not { } open)
        {
            return Turn<TreeRun>.Moot;
        }

        return message switch
        {
            SecretKeys secret => PartCheck.Objection(member, message, secret.Index) is { } objection
                ? Turn<TreeRun>.Refuse(objection)
                : TakeSecret(member, open, secret),
            EncryptedKeys encrypted => PartCheck.Objection(member, message, encrypted.Index) is { } objection
                ? Turn<TreeRun>.Refuse(objection)
                : TakeEncrypted(member, open, encrypted),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    private Turn<TreeRun> TakeSecret(RunMember<KeyRing, TreeRun> member, TreeRun open, SecretKeys secret)
    {
        var keys = open.Keys;
        foreach (var (number, key) in secret.Keys)
        {
            if (keys[(int)number] is null)
            {
                keys = keys.SetItem((int)number, key);
            }
            else if (!keys[(int)number]!.Equals(key))
            {
                return Refuse(KeyTreeRules.TakePart, RejectionKind.WrongKey, "keys", $"the key {number} that is held");
            }
        }

        return Proceed(member, open, secret.Header, (int)secret.Index, keys, []);
    }

    private Turn<TreeRun> TakeEncrypted(RunMember<KeyRing, TreeRun> member, TreeRun open, EncryptedKeys encrypted)
    {
        var opening = Opening.Of(open, member.Kept, encrypted.Keys, suite);
        if (opening.Bad is { } bad)
        {
            return Refuse(KeyTreeRules.TakePart, RejectionKind.BadCiphertext, "keys", $"key {bad.Key} under {bad.Under}");
        }

        if (opening.IsEarly)
        {
            // A server sends in the plan's order, so what opens this was sent before it (C-03).
            return protocol.HasServer ? Refuse(KeyTreeRules.TakePart, RejectionKind.WrongPlan, "index", "what the plan puts before it first") : Turn<TreeRun>.Early;
        }

        var index = (int)encrypted.Index;
        return Proceed(member, open, encrypted.Header, index, opening.Keys, open.Plan.Transmissions[index].IsMulticast ? [] : encrypted.Keys);
    }

    /// <summary>K-15: a message that brought no key, and for which nothing waits, is moot.</summary>
    private Turn<TreeRun> Proceed(
        RunMember<KeyRing, TreeRun> member, TreeRun open, Header of, int index, ImmutableArray<CryptoValue?> keys, ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> collected) =>
        keys == open.Keys && !open.Plan.Awaits(member.Self, index)
            ? Turn<TreeRun>.Moot
            : Send(member, open with { Keys = keys, Seen = open.Seen.Add(index), Collected = open.Collected.AddRange(collected) }, of.By(member.Self));

    private Say SayingOf(TreeRun open, KeyRing? kept, Header header, int index, Transmission message) => new(message.To, message.IsSealed
        ? new SecretKeys(header, (uint)index, [.. message.Keys.Select(k => (k, open.Keys[(int)k]!))])
        : new EncryptedKeys(header, (uint)index, [.. message.Wraps.Select(w => (w, Ciphertext(open, kept, w)))]));

    /// <summary>A ciphertext that was collected, or else made.</summary>
    private CryptoValue Ciphertext(TreeRun open, KeyRing? kept, Wrap wrap)
    {
        foreach (var (collected, ciphertext) in open.Collected)
        {
            if (collected == wrap)
            {
                return ciphertext;
            }
        }

        return open.KeyOf(wrap.Under, kept) is { } under && open.Keys[(int)wrap.Key] is { } key
            ? suite.Wrap(under, key)
            : throw new SpecificationViolation($"neither the ciphertext nor the keys of {wrap} are held (plan checker)");
    }

    private static Turn<TreeRun> Refuse(RuleId rule, RejectionKind kind, string field, string expected) => Turn<TreeRun>.Refuse(Objection.Raise(rule, kind, field, expected));
}
