using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.B;

/// <summary>Protocol B (paper A, section 4): subtrees <i>agree</i> on a key, level by level from below.</summary>
public static class BPlan
{
    /// <summary>The plan for a tree.</summary>
    public static Plan Of(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var crown = new Crown(tree, epoch);
        var plan = new PlanBuilder(crown);
        var agreed = new ImmutableArray<int>[crown.New.Count];
        for (var number = agreed.Length - 1; number >= 0; number--)
        {
            agreed[number] = Agree(crown, plan, number, agreed);
        }

        return plan.Build();
    }

    /// <summary>
    /// One <i>agree</i>: the chooser sends the key to the other subtrees' representatives, and each representative casts it under its
    /// subtree's key (B-01, B-02). Gives the casts, by which all know that it is over.
    /// </summary>
    private static ImmutableArray<int> Agree(Crown crown, PlanBuilder plan, int number, ImmutableArray<int>[] agreed)
    {
        var branch = crown.New[number];
        var chooser = crown.ChooserOf(number);
        var casts = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < branch.Children.Length; i++)
        {
            var child = branch.Children[i];

            // A round begins when the one below is over, in the chooser's subtree as in the receiver's (B-03).
            var before = Over(crown, branch.Children[branch.Head], agreed);
            if (i != branch.Head)
            {
                var sent = plan.Send(chooser, crown.Representative(child), [(uint)number], before);
                before = [.. Over(crown, child, agreed), sent];
            }

            if (child is Branch subtree)
            {
                casts.Add(plan.Cast(crown.Representative(child), [new Wrap((uint)number, subtree.Name)], before));
            }
        }

        return casts.ToImmutable();
    }

    private static ImmutableArray<int> Over(Crown crown, KeyTree child, ImmutableArray<int>[] agreed) =>
        crown.IsNew(child) ? agreed[((Branch)child).Name.Number] : [];
}
