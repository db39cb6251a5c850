using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>The group key is chosen by who leads the second child of the root, though the tree designates the first.</summary>
public sealed class WrongChooser : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-wrong-chooser";

    /// <inheritdoc/>
    public override string Bug => "The group key is chosen by who leads the second child of the root, though the tree designates the first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Authenticity];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var root = (Branch)tree;
        var other = base.PlanOf(new Branch(root.Name, root.Children, (root.Head + 1) % root.Children.Length), epoch, leader);
        return new Plan(tree, other.Choosers, other.Transmissions);
    }
}
