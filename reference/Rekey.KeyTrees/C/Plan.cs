using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.C;

/// <summary>
/// Protocol C (paper A, section 3): the key server chooses all keys and multicasts them in one message, each under the keys below it
/// (C-03). The key above a leaf is the member's individual key, which goes to a newcomer on the secure channel (C-02).
/// </summary>
public static class CPlan
{
    /// <summary>The plan for a tree, whose leaves are the members other than the server.</summary>
    public static Plan Of(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var crown = new Crown(tree, epoch);
        var plan = new PlanBuilder(crown);
        var (wraps, registrations) = (ImmutableArray.CreateBuilder<Wrap>(), ImmutableArray.CreateBuilder<int>());
        for (var number = crown.New.Count - 1; number >= 0; number--)
        {
            foreach (var child in crown.New[number].Children)
            {
                if (child is Branch below)
                {
                    wraps.Add(new Wrap((uint)number, below.Name));
                }
                else
                {
                    registrations.Add(plan.Send(leader, child.Leader, [(uint)number]));
                }
            }
        }

        if (wraps.Count > 0)
        {
            plan.Cast(leader, wraps.ToImmutable(), registrations.ToImmutable());
        }

        return new Plan(tree, [.. Enumerable.Repeat(leader, crown.New.Count)], plan.Build().Transmissions);
    }
}
