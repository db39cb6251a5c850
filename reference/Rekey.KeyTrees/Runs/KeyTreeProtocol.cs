using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;

namespace Rekey.KeyTrees.Runs;

/// <summary>Makes the plan for a named tree: tree, run, leader of the view.</summary>
public delegate Plan Planner(KeyTree tree, Epoch epoch, MemberId leader);

/// <summary>What makes one key-tree protocol differ from another.</summary>
public sealed class KeyTreeProtocol : IProtocol
{
    /// <summary>Makes a protocol.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="policy">How trees grow.</param>
    /// <param name="plan">How keys move.</param>
    /// <param name="hasServer">Whether the leader is a key server without a leaf (C-01).</param>
    public KeyTreeProtocol(ProtocolSpec spec, TreePolicy policy, Planner plan, bool hasServer = false)
    {
        (Spec, Policy, Plan, HasServer) = (spec, policy, plan, hasServer);
        var control = RunControl.Of(hasServer ? KeyTreeTable.Server : KeyTreeTable.Distributed);
        Definition = new ProtocolDefinition(
            spec,
            TreeMessages.Catalogue,
            (group, suite, envelopes) => new RunMachine<KeyRing, TreeRun>(group, suite, envelopes, TreeMessages.Catalogue, control, new KeyTreePlanner(this, suite)),
            Forgeries,
            state => Designated((TreeMember)state))
        {
            OldestKept = static (_, after, _) => OldestKept((TreeMember)after),
        };
    }

    /// <summary>The specification.</summary>
    public ProtocolSpec Spec { get; }

    /// <summary>How trees grow.</summary>
    public TreePolicy Policy { get; }

    /// <summary>How keys move.</summary>
    public Planner Plan { get; }

    /// <summary>Whether the leader is a key server without a leaf (C-01).</summary>
    public bool HasServer { get; }

    /// <inheritdoc/>
    public ProtocolDefinition Definition { get; }

    /// <summary>What a newcomer brings along: its leaf, below its individual key where there is a server (C-02).</summary>
    public Component Newcomer(MemberId member) => Component.Whole(HasServer ? new Branch(default, [new Leaf(member)]) : new Leaf(member));

    /// <summary>K-07 and C-01, read off the tree that was committed: what a plan says of itself is no evidence.</summary>
    private MemberId Designated(TreeMember member)
    {
        var tree = member.Kept!.Tree;
        var run = tree is Branch root ? root.Name.Epoch : default;
        while (tree is Branch branch && branch.Name.Epoch == run)
        {
            tree = branch.Children[branch.Head];
        }

        return HasServer ? member.View!.Leader : tree.Leader;
    }

    /// <summary>K-17, read off the names in the tree that was committed: of the keys above the member's leaf or, at a server, of all.</summary>
    private static Epoch? OldestKept(TreeMember member)
    {
        Epoch? oldest = null;
        foreach (var branch in member.Ring is not { } ring ? [] : ring.IsServer ? ring.Tree.Branches() : ring.Tree.PathTo(member.Self))
        {
            oldest = oldest is { } least && !branch.Name.Epoch.ComesBefore(least) ? least : branch.Name.Epoch;
        }

        return oldest;
    }

    /// <summary>The forged tree covers the view, so that nothing but its signature tells it from one of the leader.</summary>
    private IReadOnlyList<Message> Forgeries(View view, Header header, ForgedSecret secret)
    {
        var key = secret.Key;
        var tree = view.Members.Skip(HasServer ? 1 : 0).Reverse().Select(m => Newcomer(m).Tree).DefaultIfEmpty(new Leaf(header.Sender))
            .Aggregate(static (above, leaf) => new Branch(default, [above, leaf]));
        var root = new KeyName(header.Epoch, 0);
        return
        [
            new Report(header, [new PathStep(root, 0, 2)]),
            new TreeAnnouncement(header, Naming.Name(tree, header.Epoch)),
            new SecretKeys(header, 0, [(0, key.Key)]),
            new EncryptedKeys(header, 0, [(new Wrap(0, root), key.Key)]),
            new Ack(header, key.KeyId),
            new ProtoDone(header, key.KeyId),
            new RefreshRequest(header),
        ];
    }
}
