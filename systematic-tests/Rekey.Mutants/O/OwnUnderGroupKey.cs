using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>Who multicasts puts the keys that it chose itself under the group key as well.</summary>
public sealed class OwnUnderGroupKey : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-own-under-group-key";

    /// <inheritdoc/>
    public override string Bug => "Who multicasts puts the keys that it chose itself under the group key as well.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.KeySecrecy, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    public override string Faults => "leave=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var plan = base.PlanOf(tree, epoch, leader);
        return Each(plan, (t, _) => t.IsMulticast ? t with { Wraps = [.. t.Wraps, .. ChosenBy(t.From)] } : t);

        IEnumerable<Wrap> ChosenBy(MemberId member) =>
            Enumerable.Range(1, plan.Choosers.Length - 1).Where(n => plan.Choosers[n] == member).Select(n => new Wrap((uint)n, new KeyName(epoch, 0)));
    }
}
