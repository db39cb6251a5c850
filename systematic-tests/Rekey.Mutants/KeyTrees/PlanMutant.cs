using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyTrees;

/// <summary>A key-tree protocol with a wrong plan, or with wrong trees; all members make the same mistake.</summary>
public abstract class PlanMutant : KeyTreeMutant
{
    /// <summary>How its trees grow.</summary>
    protected virtual TreePolicy Policy => Original.Policy;

    /// <inheritdoc/>
    public sealed override IMachine Mutate(IMachine machine, SuiteBinding binding) =>
        new KeyTreeProtocol(Original.Spec, Policy, PlanOf, Original.HasServer).Definition.NewMachine(binding.Group, binding.Suite, binding.Envelopes);

    /// <summary>Its plan for a tree.</summary>
    protected virtual Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader) => Original.Plan(tree, epoch, leader);

    /// <summary>A plan with another version of each message.</summary>
    protected static Plan Each(Plan plan, Func<Transmission, int, Transmission> change) => new(plan.Tree, plan.Choosers, [.. plan.Transmissions.Select(change)]);
}
