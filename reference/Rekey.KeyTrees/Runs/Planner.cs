using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.Runs.Objection;

namespace Rekey.KeyTrees.Runs;

/// <summary>
/// Runs of the key-tree protocols (paper A, sections 3 and 4): a view agrees on a tree, and carries its plan out (spec/protocols/key-trees.md).
/// Which plan, is the protocol's; all else is here and in <see cref="RunMachine{TKept,TOpen}"/>.
/// </summary>
public sealed class KeyTreePlanner(KeyTreeProtocol protocol, ICipherSuite suite) : IPlanner<KeyRing, TreeRun>
{
    private readonly PlanParts parts = new(protocol, suite);

    /// <inheritdoc/>
    public string Announced => "tree";

    /// <inheritdoc/>
    public RuleId OneReport => KeyTreeRules.Contradiction;

    /// <inheritdoc/>
    public bool KeepsReports => true;

    /// <inheritdoc/>
    public RunMember<KeyRing, TreeRun> Newcomer(MemberId self) => new TreeMember { Self = self, Control = (byte)RunState.Outside };

    /// <summary>K-01.</summary>
    public Told? Tell(MemberId self, KeyRing? kept) => new ToldPath(kept is null ? [] : PathUnion.PathOf(kept.Tree, self));

    /// <summary>K-01.</summary>
    public Message Report(Header header, Told told) => new Report(header, ((ToldPath)told).Path);

    /// <summary>K-21.</summary>
    public Objection? Judge(Told told) =>
        ((ToldPath)told).Path is var path && path.Length <= TreeNodes.MaxHeight && path.All(s => s.Arity <= protocol.Policy.Degree && s.Position < s.Arity)
            ? null
            : Raise(KeyTreeRules.Contradiction, RejectionKind.WrongTree, "path", $"at most {protocol.Policy.Degree} children, at most {TreeNodes.MaxHeight} steps");

    /// <summary>K-10, K-21: the tree of the reports; where they cannot all be true, the one in which all are newcomers.</summary>
    public Message First(RunMember<KeyRing, TreeRun> leader, Header header, IEntropy entropy)
    {
        var tree = Gathering.TreeOf(leader, protocol, header.Epoch);
        return new TreeAnnouncement(
            header, TreeCheck.Objection(tree, header.Epoch, leader.View!, protocol) is null ? tree : Gathering.FromNothing(leader.View!, protocol, header.Epoch));
    }

    /// <summary>K-18: the same tree, a new root.</summary>
    public Message Refresh(RunMember<KeyRing, TreeRun> leader, Header header, IEntropy entropy) =>
        new TreeAnnouncement(header, Naming.Name(Naming.WithNewRoot(leader.Kept!.Tree), header.Epoch));

    /// <summary>K-11, K-12: the plan, the keys that this member chooses, and what it can send at once.</summary>
    public Turn<TreeRun> Begin(RunMember<KeyRing, TreeRun> member, Message announcement, IEntropy entropy)
    {
        var (epoch, tree) = (announcement.Header.Epoch, ((TreeAnnouncement)announcement).Tree);
        if (Check(member, tree, epoch) is { } objection)
        {
            return Turn<TreeRun>.Refuse(objection);
        }

        var plan = protocol.Plan(tree, epoch, member.View!.Leader);
        var due = new MemberSet();
        foreach (var branch in protocol.HasServer && member.Leads ? tree.Branches() : tree.PathTo(member.Self))
        {
            due = branch.Name.Epoch == epoch ? due.Add((int)branch.Name.Number) : due;
        }

        var keys = new CryptoValue?[plan.Choosers.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = plan.Choosers[i] == member.Self ? suite.NewKey(entropy) : null;
        }

        return parts.Send(member, new TreeRun(epoch, plan, due, ImmutableArray.Create(keys), default, []), announcement.Header.By(member.Self));
    }

    /// <summary>K-13, K-14, K-15.</summary>
    public Turn<TreeRun> Take(RunMember<KeyRing, TreeRun> member, Message message, IEntropy entropy) => parts.Take(member, message);

    /// <summary>K-17: the tree and its keys are taken into use with the group key.</summary>
    public KeyRing? Keep(RunMember<KeyRing, TreeRun> member)
    {
        var open = member.Open!;
        var serves = protocol.HasServer && member.Leads;
        var keys = new Dictionary<KeyName, CryptoValue>();
        foreach (var branch in serves ? open.Plan.Tree.Branches() : open.Plan.Tree.PathTo(member.Self))
        {
            keys.Add(branch.Name, open.KeyOf(branch.Name, member.Kept)!);
        }

        return new KeyRing(open.Plan.Tree, keys, serves);
    }

    /// <summary>K-20.</summary>
    public KeyRing? Alone(RunMember<KeyRing, TreeRun> member, Epoch epoch, IEntropy entropy) =>
        new(new Leaf(member.Self), new Dictionary<KeyName, CryptoValue>());

    /// <summary>K-11. A leader made the tree itself, of what all have told it.</summary>
    private Objection? Check(RunMember<KeyRing, TreeRun> member, KeyTree tree, Epoch epoch)
    {
        if (TreeCheck.Objection(tree, epoch, member.View!, protocol) is { } expectation)
        {
            return Raise(KeyTreeRules.TakePlan, RejectionKind.WrongTree, "nodes", expectation);
        }

        // Whoever holds a key and is not below it could open what is encrypted under it, so a key that I hold is kept above me or not at all (K-03).
        var kept = member.Leads ? [] : tree.Branches().Where(b => b.Name.Epoch != epoch).ToList();
        var path = kept.Count == 0 ? [] : tree.PathTo(member.Self);
        foreach (var branch in kept)
        {
            if (path.Contains(branch) != (member.Kept?.Keys.ContainsKey(branch.Name) == true))
            {
                var expected = path.Contains(branch) ? $"above {member.Self} only new keys and keys that it holds" : $"no key kept that {member.Self} holds and is not below";
                return Raise(KeyTreeRules.TakePlan, RejectionKind.WrongTree, "nodes", $"{expected}, not {branch.Name}");
            }
        }

        return null;
    }
}
