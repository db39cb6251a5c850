using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.C;

/// <summary>The server encrypts a new key for the first two subtrees below it only, though trees have degree 3.</summary>
public sealed class DegreeTwo : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "c-degree-two";

    /// <inheritdoc/>
    public override string Bug => "The server encrypts a new key for the first two subtrees below it only, though trees have degree 3.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new PaperPolicy(3);

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var third = tree.Branches().SelectMany(static b => b.Children.Skip(2)).OfType<Branch>().Select(static b => b.Name).ToHashSet();
        return Each(base.PlanOf(tree, epoch, leader), (t, _) => t with { Wraps = [.. t.Wraps.Where(w => !third.Contains(w.Under))] });
    }
}
