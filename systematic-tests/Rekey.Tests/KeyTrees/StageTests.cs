using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>The stages of O and O3 (paper A, sections 4.2 and 4.3), in trees of every shape.</summary>
public sealed class StageTests
{

    /// <summary>O-03.</summary>
    [Property(MaxTest = 300)]
    public Property No_send_of_stage_1_waits() => Always(static (o, _) => o.Transmissions.Where(static t => t.IsSealed).All(static t => t.After.IsEmpty));

    /// <summary>O-06: and so two rounds do, whatever the tree.</summary>
    [Property(MaxTest = 300)]
    public Property A_member_multicasts_at_most_once_and_waits_for_nothing_but_its_own_part_of_stage_1() => Always(static (o, _) =>
        o.Transmissions.Where(static t => t.IsMulticast).All(t => t.After.All(i => o.Transmissions[i].IsSealed && o.Transmissions[i].To == t.From))
        && o.Transmissions.Where(static t => t.IsMulticast).GroupBy(static t => t.From).All(static g => g.Count() == 1)
        && o.Rounds <= 2);

    /// <summary>O3-01, O3-02, O3-03.</summary>
    [Property(MaxTest = 300)]
    public Property Whoever_chooses_the_group_key_multicasts_in_O3_what_the_others_would_in_O() => Always(static (o, o3) =>
    {
        var casts = o3.Transmissions.Where(static t => t.IsMulticast).ToList();
        var forwards = o3.Transmissions.Where(static t => !t.IsMulticast && !t.IsSealed).ToList();
        var others = o.Transmissions.Where(t => t.IsMulticast && t.From != o3.Choosers[0]).ToList();
        return casts.Count <= 1 && casts.All(c => c.From == o3.Choosers[0]) && o3.Rounds <= 3
            && Wraps(casts).SequenceEqual(Wraps(o.Transmissions.Where(static t => t.IsMulticast)))
            && forwards.Select(static f => f.From).Order().SequenceEqual(others.Select(static t => t.From).Order())
            && forwards.All(f => f.To == o3.Choosers[0] && casts.All(c => c.After.Any(i => o3.Transmissions[i] == f)))
            && o3.Transmissions.Count(static t => t.IsSealed) == o.Transmissions.Count(static t => t.IsSealed);
    });

    private static IEnumerable<Wrap> Wraps(IEnumerable<Transmission> messages) =>
        messages.SelectMany(static m => m.Wraps).OrderBy(static w => w.Key).ThenBy(static w => w.Under.ToString(), StringComparer.Ordinal);

    private static Property Always(Func<Plan, Plan, bool> holds) => Prop.ForAll(TreeSamples.Arbitrary, sample =>
    {
        var samples = new TreeSamples(sample);
        var components = samples.ComponentsOf(samples.Grown(), sample.Next);
        var epoch = samples.NextEpoch();
        var tree = Naming.Name(sample.Policy.Next(components), epoch);
        return tree is Leaf || holds(OPlan.Of(tree, epoch, tree.Leader), O3Plan.Of(tree, epoch, tree.Leader));
    });
}
