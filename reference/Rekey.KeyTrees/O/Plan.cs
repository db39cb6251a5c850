using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.O;

/// <summary>Protocol O (paper A, section 4.2): two action lists per member, A1 of secure sends and A2 of encryptions, whatever the tree.</summary>
public static class OPlan
{
    /// <summary>The plan for a tree.</summary>
    public static Plan Of(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var crown = new Crown(tree, epoch);
        var plan = new PlanBuilder(crown);
        foreach (var cast in Stages(crown, plan))
        {
            plan.Cast(cast.From, cast.Wraps, cast.After);
        }

        return plan.Build();
    }

    /// <summary>
    /// Stage 1 goes into the plan; stage 2 is given back, because O multicasts it and O3 collects it.
    /// </summary>
    internal static List<(MemberId From, ImmutableArray<Wrap> Wraps, ImmutableArray<int> After)> Stages(Crown crown, PlanBuilder plan)
    {
        // What stage 1 brings to the representative of a subtree that did not choose (O-01, O-02); no send waits for another (O-03).
        var brought = new Dictionary<KeyTree, (int Message, ImmutableArray<uint> Keys)>(ReferenceEqualityComparer.Instance);
        foreach (var bottom in Bottoms(crown))
        {
            var chain = crown.Chain(bottom);
            for (var i = 0; i < chain.Length; i++)
            {
                var branch = crown.New[(int)chain[i]];
                for (var j = 0; j < branch.Children.Length; j++)
                {
                    if (j != branch.Head)
                    {
                        var payload = chain[i..];
                        brought.Add(branch.Children[j], (plan.Send(crown.ChooserOf(bottom), crown.Representative(branch.Children[j]), payload), payload));
                    }
                }
            }
        }

        // A member casts once (O-06): what it chose, under the kept key at the bottom of its chain, and what it was brought (O-04, O-05).
        var casts = new List<(MemberId From, ImmutableArray<Wrap> Wraps, ImmutableArray<int> After)>();
        foreach (var bottom in Bottoms(crown))
        {
            var branch = crown.New[bottom];
            var chain = crown.Chain(bottom);
            var top = crown.New[(int)chain[^1]];
            var wraps = ImmutableArray.CreateBuilder<Wrap>();
            if (branch.Children[branch.Head] is Branch kept)
            {
                AddChain(wraps, chain, kept.Name, crown);
            }

            ImmutableArray<int> after = [];
            if (brought.Remove(top, out var part))
            {
                AddChain(wraps, part.Keys, top.Name, crown);
                after = [part.Message];
            }

            if (wraps.Count > 0)
            {
                casts.Add((crown.ChooserOf(bottom), wraps.ToImmutable(), after));
            }
        }

        foreach (var (child, part) in brought)
        {
            if (child is Branch kept)
            {
                var wraps = ImmutableArray.CreateBuilder<Wrap>(part.Keys.Length);
                AddChain(wraps, part.Keys, kept.Name, crown);
                casts.Add((kept.Leader, wraps.ToImmutable(), [part.Message]));
            }
        }

        return casts;
    }

    /// <summary>The lowest key of each chooser's chain: its head is a leaf or kept.</summary>
    private static IEnumerable<int> Bottoms(Crown crown) =>
        Enumerable.Range(0, crown.New.Count).Where(n => !crown.IsNew(crown.New[n].Children[crown.New[n].Head]));

    /// <summary>The chain form of paper A, section 4.2: each key goes under the one below it on the same path (O-04).</summary>
    private static void AddChain(ImmutableArray<Wrap>.Builder wraps, ImmutableArray<uint> keys, KeyName under, Crown crown)
    {
        foreach (var key in keys)
        {
            wraps.Add(new Wrap(key, under));
            under = crown.New[(int)key].Name;
        }
    }
}
