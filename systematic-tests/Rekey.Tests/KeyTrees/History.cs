using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>One view's run: what came of it.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Members">The members of the view.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Objection">What the plan checker says; null where it accepts.</param>
internal sealed record Installed(Epoch Epoch, IReadOnlyList<MemberId> Members, Plan Plan, string? Objection)
{
    public KeyTree Tree => Plan.Tree;
}

/// <summary>
/// Views, one after another and beside each other, in which runs are committed by all members, by some or by none. It remembers of every
/// process the names of all keys that it ever held, and asks the plan checker with these: nobody forgets anything.
/// </summary>
/// <param name="protocol">The protocol.</param>
/// <param name="policy">The policy.</param>
/// <param name="isChecked">Whether plans are checked; else nobody remembers keys.</param>
internal sealed class History(TreeProtocol protocol, TreePolicy policy, bool isChecked = true)
{
    private static readonly HashSet<KeyName> Nothing = [];
    private readonly Dictionary<MemberId, (KeyTree? Tree, MemberId Server)> last = [];
    private readonly Dictionary<MemberId, HashSet<KeyName>> ever = [];
    private readonly Dictionary<KeyName, HashSet<MemberId>> holders = [];
    private readonly HashSet<KeyName> groupKeys = [];
    private uint views;
    private uint runs;
    private ViewId view;

    /// <summary>Names of all keys that were the key of a group at some time.</summary>
    public IReadOnlySet<KeyName> GroupKeys => groupKeys;

    public IReadOnlySet<KeyName> EverHeldBy(MemberId member) => ever.GetValueOrDefault(member, Nothing);

    /// <summary>A new view of some members, newcomers or not, and its run.</summary>
    /// <param name="members">The members.</param>
    /// <param name="commits">Who commits the run; all where it is null. The others keep the tree that they had.</param>
    public Installed Install(IEnumerable<MemberId> members, Func<MemberId, bool>? commits = null)
    {
        MemberId[] ordered = [.. members.Order()];
        (view, runs) = (new ViewId(++views, ordered[0]), 1);
        return Run(ordered, commits ?? (static _ => true));
    }

    /// <summary>One more run in the newest view.</summary>
    public Installed Refresh(Installed installed)
    {
        view = installed.Epoch.View;
        runs = installed.Epoch.Run + 1;
        return Run(installed.Members, static _ => true);
    }

    /// <summary>A checker for a run of these members that knows what everybody ever held.</summary>
    public PlanChecker Checker(Epoch epoch, IReadOnlyList<MemberId> members)
    {
        var inside = members.ToHashSet();
        return new PlanChecker(epoch, members, EverHeldBy, name => holders.TryGetValue(name, out var who) && !inside.IsSupersetOf(who), protocol.HasServer ? members[0] : default);
    }

    /// <summary>What the members of a view bring along.</summary>
    public IReadOnlyList<Component> Components(IReadOnlyList<MemberId> members)
    {
        var server = protocol.HasServer ? members[0] : default;
        var here = members.ToDictionary(static m => m, m => last.TryGetValue(m, out var was) && was.Server == server ? was.Tree : null);
        var components = new List<Component>();
        foreach (var tree in here.Values.OfType<KeyTree>().Distinct())
        {
            if (!protocol.HasServer || here[server] == tree)
            {
                components.AddRange(Component.Without(tree, m => here.GetValueOrDefault(m) != tree) is { } component ? [component] : []);
            }
        }

        var covered = components.SelectMany(c => c.Tree.Leaves().Where(m => here.GetValueOrDefault(m) == c.Tree)).ToHashSet();
        components.AddRange(members.Where(m => m != server && !covered.Contains(m)).Select(m => Component.Whole(protocol.Newcomer(m))));
        return components;
    }

    private Installed Run(IReadOnlyList<MemberId> members, Func<MemberId, bool> commits)
    {
        var epoch = new Epoch(Anywhere.Group, view, runs);
        var components = Components(members);
        if (components.Count == 0)
        {
            last[members[0]] = default;
            return new Installed(epoch, members, new Plan(new Leaf(members[0]), [], []), null);
        }

        var tree = Naming.Name(policy.Next(components), epoch);
        var plan = protocol.Of(tree, epoch, members[0]);
        var objection = isChecked ? Checker(epoch, members).Check(plan) : null;
        Commit(members, tree, commits);
        return new Installed(epoch, members, plan, objection);
    }

    private void Commit(IReadOnlyList<MemberId> members, KeyTree tree, Func<MemberId, bool> commits)
    {
        var server = protocol.HasServer ? members[0] : default;
        foreach (var member in members.Where(commits))
        {
            last[member] = (tree, server);
        }

        foreach (var branch in isChecked ? tree.Branches() : [])
        {
            foreach (var member in protocol.HasServer ? branch.Leaves().Append(server) : branch.Leaves())
            {
                Hold(member, branch.Name);
            }
        }

        if (tree is Branch root && members.Any(commits))
        {
            groupKeys.Add(root.Name);
        }
    }

    private void Hold(MemberId member, KeyName key)
    {
        (ever.TryGetValue(member, out var keys) ? keys : ever[member] = []).Add(key);
        (holders.TryGetValue(key, out var who) ? who : holders[key] = []).Add(member);
    }
}
