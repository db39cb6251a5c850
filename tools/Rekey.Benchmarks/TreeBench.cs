using System.Globalization;
using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Benchmarks;

/// <summary>A group of n members with its key tree, and what can happen to it next: tree, names and plan each time.</summary>
internal sealed class TreeBench
{
    private readonly bool isCentral;
    private readonly TreePolicy policy;
    private readonly MemberId leader = MemberId.Parse("a");
    private readonly Component[] newcomers;
    private readonly Component newest;
    private readonly MemberId leaver;
    private readonly KeyTree tree;
    private readonly TreeIndex index;
    private readonly Plan left;
    private readonly MemberId receiver;
    private readonly HashSet<KeyName> held;

    public TreeBench(string protocol, TreePolicy policy, int members)
    {
        (isCentral, this.policy) = (protocol == "C", policy);
        newcomers = [.. Enumerable.Range(0, members).Select(i => Newcomer(NameOf(i)))];
        newest = Newcomer(NameOf(members));
        (leaver, receiver) = (NameOf(members / 3), NameOf(members / 2));
        tree = Build().Tree;
        index = TreeIndex.Of(tree);
        left = Leave();
        held = [.. tree.PathTo(receiver).Select(static b => b.Name)];
    }

    public Plan Build() => PlanOf(newcomers, 1);

    public Plan Join() => PlanOf([Component.Whole(tree), newest], 2);

    public Plan Leave() => PlanOf([index.Without([leaver])!], 2);

    /// <summary>A leave that looks for the leaver at every leaf.</summary>
    public Plan LeaveByScan() => PlanOf([Component.Without(tree, m => m == leaver)!], 2);

    /// <summary>Carries the index on to the tree after a leave.</summary>
    public TreeIndex IndexLeave() => index.Next(left.Tree);

    /// <summary>What one member, whom nobody sends to, makes of the messages of a leave: how many keys it holds then.</summary>
    public int ApplyLeave()
    {
        var known = new HashSet<KeyName>(held);
        var waiting = left.Transmissions.Where(t => t.IsMulticast || t.To == receiver).SelectMany(static t => t.Wraps).ToLookup(static w => w.Under, static w => w.Key);
        var rest = new Stack<KeyName>(known);
        while (rest.TryPop(out var under))
        {
            foreach (var key in waiting[under])
            {
                var name = left.Tree is Branch root ? new KeyName(root.Name.Epoch, key) : default;
                if (known.Add(name))
                {
                    rest.Push(name);
                }
            }
        }

        return known.Count;
    }

    private static MemberId NameOf(int i) => MemberId.Parse("m" + i.ToString("D6", CultureInfo.InvariantCulture));

    private Component Newcomer(MemberId member) => Component.Whole(isCentral ? new Branch(default, [new Leaf(member)]) : new Leaf(member));

    private Plan PlanOf(IEnumerable<Component> components, uint view)
    {
        var epoch = new Epoch(new GroupId("g"), new ViewId(view, leader), 1);
        var named = Naming.Name(policy.Next(components), epoch);
        return isCentral ? CPlan.Of(named, epoch, leader) : OPlan.Of(named, epoch, leader);
    }
}
