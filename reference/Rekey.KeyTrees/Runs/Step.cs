using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Plans;
using Rekey.Termination;
using Rekey.KeyTrees.Trees;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.Termination.Objection;
using static Rekey.Spec.Shared.RunTrigger;

namespace Rekey.KeyTrees.Runs;

/// <summary>
/// The key-tree protocols (paper A, sections 3 and 4): a view agrees on a tree, and carries its plan out (spec/protocols/key-trees.md).
/// Which plan, is the protocol's; all else is here and in <see cref="GroupMachine{TMember,TState,TTrigger}"/>.
/// </summary>
public sealed class KeyTreeMachine(KeyTreeProtocol protocol, GroupId group, ICipherSuite suite, IEnvelopes envelopes)
    : GroupMachine<TreeMember, RunState, RunTrigger>(
        group, suite, envelopes, TreeMessages.Catalogue, protocol.HasServer ? KeyTreeTable.Server : KeyTreeTable.Distributed, Shared)
{
    private static readonly SharedTriggers<RunTrigger> Shared = new(
        RunTrigger.Block, Leave, AckPartial, AckLast, Done, RefreshForward, RefreshAsked, SendKeyed, SendUnkeyed, DataCommitted, DataStaged);

    // What was found out of the last tree: all members of a view have the same one, so an explorer asks many times. It is one reference, read
    // and written at once, and a function of the tree alone: threads that share a machine cannot tell that it is there.
    private Judged? last;

    /// <inheritdoc/>
    public override MemberState Initial(MemberId self) => new TreeMember { Self = self, Control = (byte)RunState.Outside };

    /// <summary>K-01, K-20; the ring stays, all else of the old view is gone (T-08, K-17).</summary>
    protected override Outcome OnView(TreeMember member, View view, IEntropy entropy)
    {
        var path = member.Ring is { } ring ? PathUnion.PathOf(ring.Tree, member.Self) : [];
        var fresh = new TreeMember { Self = member.Self, Control = member.Control, View = view, Ring = member.Ring };
        if (view.Members.Length == 1)
        {
            return Decide(member, ViewAlone, (_, _) => CommitAlone(fresh, entropy));
        }

        if (view.Leader != member.Self)
        {
            return Decide(member, ViewFollows, (_, _) => (fresh, [new Unicast(view.Leader, Envelopes.Sign(new Report(HeaderOf(fresh, 1), path)))]));
        }

        var reports = ImmutableArray.CreateRange(new ImmutableArray<PathStep>[view.Members.Length]).SetItem(0, path);
        return Decide(member, ViewLeads, (_, _) => (fresh with { Reports = reports }, None));
    }

    /// <inheritdoc/>
    protected override Outcome OnOwnRefresh(TreeMember member, IEntropy entropy) => member.View!.Members.Length == 1
        ? Decide(member, RefreshAlone, (m, _) => CommitAlone(m, entropy))
        : Decide(member, RefreshOwn, (m, _) => OpenRefresh(m, entropy));

    /// <summary>K-18: the same tree, a new root.</summary>
    protected override (TreeMember State, PortEvent[] Effects) OpenRefresh(TreeMember member, IEntropy entropy)
    {
        var epoch = HeaderOf(member, member.LastRun + 1).Epoch;
        return Announce(member, Naming.Name(Naming.WithNewRoot(member.Ring!.Tree), epoch), epoch, entropy);
    }

    /// <inheritdoc/>
    protected override Outcome OnMessage(TreeMember member, Received received, Message message, IEntropy entropy) => message switch
    {
        Report report => OnReport(member, received, report, entropy),
        TreeAnnouncement announcement => OnAnnouncement(member, received, announcement, entropy),
        SecretKeys secret => OnPart(member, received, message, secret.Index, entropy),
        EncryptedKeys encrypted => OnPart(member, received, message, encrypted.Index, entropy),
        _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
    };

    /// <summary>K-16: acks wait until the leader is complete; those of a run that was blocked before that are of no use (T-06).</summary>
    protected override RunTrigger? NotYet(TreeMember leader) => leader.Open is not { } open || open.IsComplete(leader.Self)
        ? null
        : leader.State == RunState.Blocked ? AckPartial : AckEarly;

    /// <summary>T-05 and K-17: the tree and its keys are taken into use with the group key.</summary>
    protected override (TreeMember State, PortEvent[] Effects) Commit(TreeMember member, PortEvent[] first)
    {
        var open = member.Open!;
        var serves = protocol.HasServer && member.Leads;
        var keys = new Dictionary<KeyName, CryptoValue>();
        foreach (var branch in serves ? open.Plan.Tree.Branches() : open.Plan.Tree.PathTo(member.Self))
        {
            keys.Add(branch.Name, member.KeyOf(branch.Name)!);
        }

        return base.Commit(member with { Open = null, Ring = new KeyRing(open.Plan.Tree, keys, serves) }, first);
    }

    /// <summary>K-20.</summary>
    private (TreeMember State, PortEvent[] Effects) CommitAlone(TreeMember member, IEntropy entropy)
    {
        var ring = new KeyRing(new Leaf(member.Self), new Dictionary<KeyName, CryptoValue>());
        return base.Commit(member with { Staged = GroupKey(member, member.LastRun + 1, Suite.NewKey(entropy)), Ring = ring }, None);
    }

    private Outcome OnReport(TreeMember member, Received received, Report report, IEntropy entropy)
    {
        if (CheckReport(member, report) is { } objection)
        {
            return new Rejected(received.From, objection.Reason, objection.Rule);
        }

        var place = member.View!.IndexOf(report.Header.Sender);
        var isLast = member.State == RunState.Gathering && member.Reports.Count(static r => r.IsDefault) == 1;
        return Decide(member, isLast ? ReportLast : ReportPartial, (m, _) =>
        {
            var told = m with { Reports = m.Reports.SetItem(place, report.Path) };
            var epoch = HeaderOf(m, 1).Epoch;
            return isLast ? Announce(told, FirstTree(told, epoch), epoch, entropy) : (told, None);
        });
    }

    private KeyTree FirstTree(TreeMember leader, Epoch epoch)
    {
        var tree = Gathering.TreeOf(leader, protocol, epoch);
        return Judge(tree, epoch, leader.View!).Objection is null ? tree : Gathering.FromNothing(leader.View!, protocol, epoch);
    }

    private Objection? CheckReport(TreeMember member, Report report)
    {
        if (!member.Leads)
        {
            return Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "recipient", $"the leader {member.View!.Leader}");
        }

        if (report.Header.Run != 1)
        {
            return Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "1");
        }

        if (member.Reports.IsEmpty || !member.Reports[member.View!.IndexOf(report.Header.Sender)].IsDefault)
        {
            return Raise(KeyTreeRules.Contradiction, RejectionKind.Duplicate, "report", $"one report from {report.Header.Sender}");
        }

        return report.Path.Length <= TreeNodes.MaxHeight && report.Path.All(s => s.Arity <= protocol.Policy.Degree && s.Position < s.Arity)
            ? null
            : Raise(KeyTreeRules.Contradiction, RejectionKind.WrongTree, "path", $"at most {protocol.Policy.Degree} children, at most {TreeNodes.MaxHeight} steps");
    }

    /// <summary>K-10: announces the tree, and does the leader's own part of the plan.</summary>
    private (TreeMember State, PortEvent[] Effects) Announce(TreeMember member, KeyTree tree, Epoch epoch, IEntropy entropy)
    {
        var announcement = new Multicast(Envelopes.Sign(new TreeAnnouncement(HeaderOf(member, epoch.Run), tree)));
        return Act(Choose(member with { Acked = default }, tree, epoch, entropy), entropy, [announcement]);
    }

    private Outcome OnAnnouncement(TreeMember member, Received received, TreeAnnouncement announcement, IEntropy entropy)
    {
        var (header, tree) = (announcement.Header, announcement.Tree);
        if (TwoPhase.CheckLeader(member, header.Sender) is { } stranger)
        {
            return new Rejected(received.From, stranger.Reason, stranger.Rule);
        }

        if (member.State == RunState.Blocked)
        {
            return Decide(member, RunTrigger.Plan, static (m, _) => (m, None));
        }

        if (CheckTree(member, header.Epoch, tree) is { } objection)
        {
            return new Rejected(received.From, objection.Reason, objection.Rule);
        }

        var next = Act(Choose(member, tree, header.Epoch, entropy), entropy, None);
        return next.State.Open!.IsComplete(member.Self)
            ? Decide(member, PlanComplete, (_, _) => Acknowledge(next))
            : Decide(member, RunTrigger.Plan, (_, _) => next);
    }

    private Objection? CheckTree(TreeMember member, Epoch epoch, KeyTree tree)
    {
        if (member.State is not (RunState.Reporting or RunState.Keyed) || epoch.Run != member.LastRun + 1)
        {
            var expected = member.State is RunState.Reporting or RunState.Keyed ? $"{member.LastRun + 1}" : "no tree while a run is open";
            return Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", expected);
        }

        var judged = Judge(tree, epoch, member.View!);
        if (judged.Objection is { } expectation)
        {
            return Raise(KeyTreeRules.TakePlan, RejectionKind.WrongTree, "nodes", expectation);
        }

        // Whoever holds a key and is not below it could open what is encrypted under it, so a key that I hold is kept above me or not at all (K-03).
        var path = judged.Kept.IsEmpty ? [] : judged.Tree.PathTo(member.Self);
        foreach (var branch in judged.Kept)
        {
            if (path.Contains(branch) != (member.Ring?.Keys.ContainsKey(branch.Name) == true))
            {
                var expected = path.Contains(branch) ? $"above {member.Self} only new keys and keys that it holds" : $"no key kept that {member.Self} holds and is not below";
                return Raise(KeyTreeRules.TakePlan, RejectionKind.WrongTree, "nodes", $"{expected}, not {branch.Name}");
            }
        }

        return null;
    }

    private Judged Judge(KeyTree tree, Epoch epoch, View view)
    {
        var known = last;
        if (known is null || known.Epoch != epoch || !known.View.Members.AsSpan().SequenceEqual(view.Members.AsSpan())
            || !(ReferenceEquals(tree, known.Asked) || known.Tree.IsSameAs(tree)))
        {
            var objection = TreeCheck.Objection(tree, epoch, view, protocol);
            known = objection is null
                ? new Judged(tree, tree, epoch, view, null, protocol.Plan(tree, epoch, view.Leader), [.. tree.Branches().Where(b => b.Name.Epoch != epoch)])
                : new Judged(tree, tree, epoch, view, objection, null, []);
        }

        if (!ReferenceEquals(known, last) || !ReferenceEquals(known.Asked, tree))
        {
            last = known with { Asked = tree };
        }

        return known;
    }

    /// <summary>K-12: the plan, and the keys that this member chooses.</summary>
    private TreeMember Choose(TreeMember member, KeyTree tree, Epoch epoch, IEntropy entropy)
    {
        var plan = Judge(tree, epoch, member.View!).Plan
            ?? throw new SpecificationViolation($"the tree of {epoch} is not good (K-11)");
        var due = new MemberSet();
        foreach (var branch in protocol.HasServer && member.Leads ? tree.Branches() : tree.PathTo(member.Self))
        {
            due = branch.Name.Epoch == epoch ? due.Add((int)branch.Name.Number) : due;
        }

        var keys = new CryptoValue?[plan.Choosers.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = plan.Choosers[i] == member.Self ? Suite.NewKey(entropy) : null;
        }

        return Stage(member with { Open = new OpenRun(epoch, plan, due, ImmutableArray.Create(keys), default, []) });
    }

    /// <summary>The group key counts as held from when it is known; it is acknowledged when all is complete.</summary>
    private TreeMember Stage(TreeMember member) => member.Staged is null && member.Open!.Keys[0] is { } root
        ? member with { Staged = GroupKey(member, member.Open.Epoch.Run, root) }
        : member;

    /// <summary>K-16 and T-01.</summary>
    private (TreeMember State, PortEvent[] Effects) Acknowledge((TreeMember State, PortEvent[] Effects) done) =>
        (done.State, [.. done.Effects, AckOf(done.State)]);

    /// <summary>K-12: sends what can be sent.</summary>
    private (TreeMember State, PortEvent[] Effects) Act(TreeMember member, IEntropy entropy, PortEvent[] first)
    {
        var open = member.Open!;
        var lastOwn = open.Plan.LastOf(member.Self);
        if (lastOwn < 0)
        {
            return (member, first);
        }

        var effects = new List<PortEvent>(first);
        for (var i = 0; i <= lastOwn; i++)
        {
            var message = open.Plan.Transmissions[i];
            if (message.From == member.Self && !open.Seen.Contains(i) && open.HasSeen(message.After))
            {
                effects.Add(EffectOf(member, i, message, entropy));
                open = open with { Seen = open.Seen.Add(i) };
                member = member with { Open = open };
            }
        }

        return (member, [.. effects]);
    }

    private PortEvent EffectOf(TreeMember member, int index, Transmission message, IEntropy entropy)
    {
        var header = HeaderOf(member, member.Open!.Epoch.Run);
        if (message.IsSealed)
        {
            var secret = new SecretKeys(header, (uint)index, [.. message.Keys.Select(k => (k, member.KeyOf(new KeyName(member.Open.Epoch, k))!))]);
            return new Unicast(message.To, Envelopes.Seal(secret, message.To, entropy));
        }

        var envelope = Envelopes.Sign(new EncryptedKeys(header, (uint)index, [.. message.Wraps.Select(w => (w, Ciphertext(member, w)))]));
        return message.IsMulticast ? new Multicast(envelope) : new Unicast(message.To, envelope);
    }

    /// <summary>A ciphertext that was collected, or else made.</summary>
    private CryptoValue Ciphertext(TreeMember member, Wrap wrap)
    {
        foreach (var (collected, ciphertext) in member.Open!.Collected)
        {
            if (collected == wrap)
            {
                return ciphertext;
            }
        }

        return member.KeyOf(wrap.Under) is { } under && member.KeyOf(new KeyName(member.Open.Epoch, wrap.Key)) is { } key
            ? Suite.Wrap(under, key)
            : throw new SpecificationViolation($"{member.Self} holds neither the ciphertext nor the keys of {wrap} (plan checker)");
    }

    /// <summary>K-13, K-14, K-15.</summary>
    private Outcome OnPart(TreeMember member, Received received, Message message, uint index, IEntropy entropy)
    {
        if (member.IsBlocked)
        {
            return Decide(member, PartMoot, static (m, _) => (m, None));
        }

        if (protocol.HasServer && TwoPhase.CheckLeader(member, message.Header.Sender) is { } stranger)
        {
            return new Rejected(received.From, stranger.Reason, stranger.Rule);
        }

        var run = message.Header.Run;
        if (run < member.LastRun || (run == member.LastRun && member.Open is null))
        {
            return Decide(member, PartMoot, static (m, _) => (m, None));
        }

        if (run > member.LastRun)
        {
            var canBeEarly = run == member.LastRun + 1 && !protocol.HasServer && member.State is RunState.Reporting or RunState.Keyed or RunState.AwaitingDone;
            return canBeEarly && !member.Leads
                ? Decide(member, PartEarly, static (m, _) => (m, None))
                : new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", "a run that is open or may be"), TerminationRules.OnceInOrder);
        }

        if (PartCheck.Objection(member, message, index) is { } objection)
        {
            return new Rejected(received.From, objection.Reason, objection.Rule);
        }

        return message is SecretKeys secret ? TakeSecret(member, received, secret, entropy) : TakeEncrypted(member, received, (EncryptedKeys)message, entropy);
    }

    private Outcome TakeSecret(TreeMember member, Received received, SecretKeys secret, IEntropy entropy)
    {
        var open = member.Open!;
        var keys = open.Keys;
        foreach (var (number, key) in secret.Keys)
        {
            if (keys[(int)number] is null)
            {
                keys = keys.SetItem((int)number, key);
            }
            else if (!keys[(int)number]!.Equals(key))
            {
                return new Rejected(received.From, new Rejection(RejectionKind.WrongKey, "keys", $"the key {number} that is held"), KeyTreeRules.TakePart);
            }
        }

        return IsMoot(member, (int)secret.Index, keys)
            ? Decide(member, PartMoot, static (m, _) => (m, None))
            : Proceed(member, (int)secret.Index, keys, [], entropy);
    }

    private Outcome TakeEncrypted(TreeMember member, Received received, EncryptedKeys encrypted, IEntropy entropy)
    {
        var opening = Opening.Of(member, encrypted.Keys, Suite);
        if (opening.Bad is { } bad)
        {
            return new Rejected(received.From, new Rejection(RejectionKind.BadCiphertext, "keys", $"key {bad.Key} under {bad.Under}"), KeyTreeRules.TakePart);
        }

        if (opening.IsEarly)
        {
            // A server sends in the plan's order, so what opens this was sent before it (C-03).
            return protocol.HasServer
                ? new Rejected(received.From, new Rejection(RejectionKind.WrongPlan, "index", "what the plan puts before it first"), KeyTreeRules.TakePart)
                : Decide(member, PartEarly, static (m, _) => (m, None));
        }

        var index = (int)encrypted.Index;
        return IsMoot(member, index, opening.Keys)
            ? Decide(member, PartMoot, static (m, _) => (m, None))
            : Proceed(member, index, opening.Keys, member.Open!.Plan.Transmissions[index].IsMulticast ? [] : encrypted.Keys, entropy);
    }

    /// <summary>K-15: whether a message brought no key and nothing waits for it.</summary>
    private static bool IsMoot(TreeMember member, int index, ImmutableArray<CryptoValue?> keys) =>
        keys == member.Open!.Keys && !member.Open.Plan.Awaits(member.Self, index);

    private Outcome Proceed(
        TreeMember member, int index, ImmutableArray<CryptoValue?> keys, ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> collected, IEntropy entropy)
    {
        var open = member.Open!;
        var richer = member with { Open = open with { Keys = keys, Seen = open.Seen.Add(index), Collected = open.Collected.AddRange(collected) } };
        var next = Act(Stage(richer), entropy, None);
        return !member.Leads && next.State.Open!.IsComplete(member.Self)
            ? Decide(member, PartComplete, (_, _) => Acknowledge(next))
            : Decide(member, Part, (_, _) => next);
    }

    private sealed record Judged(KeyTree Tree, KeyTree Asked, Epoch Epoch, View View, string? Objection, Plan? Plan, ImmutableArray<Branch> Kept);
}
