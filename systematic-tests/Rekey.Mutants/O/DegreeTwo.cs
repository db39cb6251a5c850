using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>The chooser of a key sends it to the first two subtrees below it only, though trees have degree 3.</summary>
public sealed class DegreeTwo : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-degree-two";

    /// <inheritdoc/>
    public override string Bug => "The chooser of a key sends it to the first two subtrees below it only, though trees have degree 3.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 3;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new PaperPolicy(3);

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var plan = base.PlanOf(tree, epoch, leader);
        var third = tree.Branches().SelectMany(static b => b.Children.Skip(2)).Select(static c => c.Leader).ToHashSet();
        int[] rest = [.. Enumerable.Range(0, plan.Transmissions.Length).Where(i => !third.Contains(plan.Transmissions[i].To))];
        return new Plan(tree, plan.Choosers, [.. rest.Select(i => plan.Transmissions[i] with { After = [.. plan.Transmissions[i].After.Select(NewIndex)] })]);

        int NewIndex(int index) => Array.IndexOf(rest, index);
    }
}
