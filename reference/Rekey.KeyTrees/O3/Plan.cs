using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.O3;

/// <summary>
/// Protocol O3 (paper A, section 4.3): O, but what stage 2 would multicast goes to one member m_x (O3-02), who multicasts it all at once
/// (O3-03). m_x is the member that chooses the group key (O3-01).
/// </summary>
public static class O3Plan
{
    /// <summary>The plan for a tree.</summary>
    public static Plan Of(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var crown = new Crown(tree, epoch);
        var plan = new PlanBuilder(crown);
        var collector = crown.Representative(tree);
        var (bundle, before) = (ImmutableArray.CreateBuilder<Wrap>(), ImmutableArray.CreateBuilder<int>());
        foreach (var (from, wraps, after) in OPlan.Stages(crown, plan))
        {
            bundle.AddRange(wraps);
            before.AddRange(from == collector ? after : [plan.Forward(from, collector, wraps, after)]);
        }

        if (bundle.Count > 0)
        {
            plan.Cast(collector, bundle.ToImmutable(), before.ToImmutable());
        }

        return plan.Build();
    }
}
