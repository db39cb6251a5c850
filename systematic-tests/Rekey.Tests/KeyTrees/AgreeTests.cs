using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyTrees.B;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>The <i>agree</i> of protocol B (paper A, section 4), in trees of every shape.</summary>
public sealed class AgreeTests
{

    [Property(MaxTest = 300)]
    public Property Each_new_key_is_sent_once_to_each_subtree_but_the_choosers_and_cast_once_in_each_that_has_a_key() => Always(static (plan, epoch) =>
        plan.Tree.Branches().Where(b => b.Name.Epoch == epoch).All(b =>
            plan.Transmissions.Count(t => t.Keys.Contains(b.Name.Number)) == b.Children.Length - 1
            && plan.Transmissions.SelectMany(static t => t.Wraps).Where(w => w.Key == b.Name.Number).Select(static w => w.Under).ToHashSet()
                .SetEquals(b.Children.OfType<Branch>().Select(static c => c.Name)))
        && plan.Transmissions.All(static t => t.Keys.Length + t.Wraps.Length == 1));

    /// <summary>B-03: who passes a key on into a subtree has seen that subtree's own agree come to its end.</summary>
    [Property(MaxTest = 300)]
    public Property A_cast_under_a_new_key_waits_for_all_casts_of_that_key() => Always(static (plan, epoch) => plan.Transmissions.All(t =>
        t.IsSealed || t.Wraps[0].Under.Epoch != epoch || CastsOf(plan, t.Wraps[0].Under.Number).All(t.After.Contains)));

    /// <summary>B-03: a chooser sends when the agree of the subtree that it acts for is over.</summary>
    [Property(MaxTest = 300)]
    public Property A_send_waits_for_all_casts_of_the_key_at_its_head() => Always(static (plan, epoch) =>
    {
        var keys = plan.Tree.Branches().Where(b => b.Name.Epoch == epoch).ToList();
        return plan.Transmissions.Where(static t => t.IsSealed).All(t =>
            keys[(int)t.Keys[0]] is var key && (key.Children[key.Head] is not Branch head || head.Name.Epoch != epoch || CastsOf(plan, head.Name.Number).All(t.After.Contains)));
    });

    private static IEnumerable<int> CastsOf(Plan plan, uint key) =>
        Enumerable.Range(0, plan.Transmissions.Length).Where(i => plan.Transmissions[i].Wraps.Any(w => w.Key == key));

    private static Property Always(Func<Plan, Epoch, bool> holds) => Prop.ForAll(TreeSamples.Arbitrary, sample =>
    {
        var samples = new TreeSamples(sample);
        var components = samples.ComponentsOf(samples.Grown(), sample.Next);
        var epoch = samples.NextEpoch();
        var tree = Naming.Name(sample.Policy.Next(components), epoch);
        return holds(BPlan.Of(tree, epoch, tree.Leader), epoch);
    });
}
