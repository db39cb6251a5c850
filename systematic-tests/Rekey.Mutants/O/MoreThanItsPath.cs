using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>Who chose several keys hands all of them to every receiver.</summary>
public sealed class MoreThanItsPath : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-more-than-its-path";

    /// <inheritdoc/>
    public override string Bug => "Who chose several keys hands all of them to every receiver.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var plan = base.PlanOf(tree, epoch, leader);
        return Each(plan, (t, _) => t.IsSealed ? t with { Keys = [.. ChosenBy(t.From)] } : t);

        IEnumerable<uint> ChosenBy(MemberId member) => Enumerable.Range(0, plan.Choosers.Length).Where(n => plan.Choosers[n] == member).Select(static n => (uint)n);
    }
}
