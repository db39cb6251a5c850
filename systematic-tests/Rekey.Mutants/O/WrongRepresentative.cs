using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>Keys for a subtree go to its last member, and not to the one who encrypts them for the others.</summary>
public sealed class WrongRepresentative : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-wrong-representative";

    /// <inheritdoc/>
    public override string Bug => "Keys for a subtree go to its last member, and not to the one who encrypts them for the others.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var plan = base.PlanOf(tree, epoch, leader);
        return Each(plan, (t, i) => plan.Transmissions.FirstOrDefault(c => c.After.Contains(i)) is { } cast
            ? t with { To = LastOf(cast.Wraps.Last(w => w.Key == t.Keys[0]).Under) }
            : t);

        MemberId LastOf(KeyName name) => tree.Branches().First(b => b.Name == name).Leaves().Last();
    }
}
