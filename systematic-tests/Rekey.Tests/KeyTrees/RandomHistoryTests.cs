using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>Long lives of groups that are joined, left, split, merged and refreshed, several at once, in runs that may be cut short: every plan is sound.</summary>
public sealed class RandomHistoryTests
{
    private const int Most = 128;

    public static TheoryData<string, string, int> Setups
    {
        get
        {
            var setups = new TheoryData<string, string, int>();
            foreach (var protocol in TreeProtocol.All)
            {
                foreach (var policy in (string[])["paper", "balanced"])
                {
                    for (var degree = 2; degree <= 4; degree++)
                    {
                        setups.Add(protocol.Name, policy, degree);
                    }
                }
            }

            return setups;
        }
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public void Small_groups(string protocol, string policy, int degree) => Live(protocol, policy, degree, seed: 1, most: 12, steps: 250);

    [Theory]
    [MemberData(nameof(Setups))]
    public void Large_groups(string protocol, string policy, int degree) => Live(protocol, policy, degree, seed: 2, most: Most, steps: 50);

    private static void Live(string protocolName, string policyName, int degree, int seed, int most, int steps)
    {
        var protocol = TreeProtocol.Find(protocolName);
        TreePolicy policy = policyName == "paper" ? new PaperPolicy(degree) : new BalancedPolicy(degree);
        var history = new History(protocol, policy);
        var world = new RandomWorld(new Random(seed * 1000 + degree), most);
        var groups = new List<Installed>();
        for (var step = 0; step < steps; step++)
        {
            var (broken, views, isRefresh) = world.Next(groups);
            var known = history.GroupKeys.ToHashSet();
            foreach (var group in broken)
            {
                groups.Remove(group);
            }

            foreach (var members in views)
            {
                var held = members.ToDictionary(static m => m, m => history.EverHeldBy(m).ToHashSet());
                var installed = isRefresh ? history.Refresh(broken[0]) : history.Install(members, world.Committers());
                groups.Add(installed);
                Judge(installed, protocol, policy, known, held, $"{protocol} {policy.Name} {degree}, step {step}: {string.Join(' ', members)}");
            }
        }

        groups.Count.ShouldBeGreaterThan(0);
        history.GroupKeys.Count.ShouldBeGreaterThan(steps / 3);
    }

    private static void Judge(
        Installed installed, TreeProtocol protocol, TreePolicy policy, HashSet<KeyName> groupKeys, Dictionary<MemberId, HashSet<KeyName>> held, string what)
    {
        installed.Objection.ShouldBeNull(what);
        var tree = installed.Tree;
        if (protocol.HasServer && installed.Members.Count == 1)
        {
            return;
        }

        tree.Leaves().Order().ShouldBe(protocol.HasServer ? installed.Members.Skip(1) : installed.Members, what);
        tree.Branches().All(b => b.Children.Length <= policy.Degree && b.Children.Length > (protocol.HasServer && b.Height == 1 ? 0 : 1)).ShouldBeTrue(what);
        if (tree is Branch root)
        {
            root.Name.ShouldBe(new KeyName(installed.Epoch, 0), what);
        }

        foreach (var newcomer in tree.Leaves().Where(m => held[m].Count == 0))
        {
            tree.PathTo(newcomer).All(b => b.Name.Epoch == installed.Epoch).ShouldBeTrue(what);
        }

        if (policy is BalancedPolicy)
        {
            var leavesAt = protocol.HasServer ? 1 : 0;
            (tree.Height - leavesAt).ShouldBeLessThanOrEqualTo((int)(1.45 * Math.Log2(tree.Members)), what);
            tree.IsBalanced.ShouldBeTrue(what);
            installed.Plan.Transmissions.SelectMany(static t => t.Wraps).Any(w => groupKeys.Contains(w.Under)).ShouldBeFalse(what);
        }
    }
}
