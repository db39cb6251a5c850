using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A kept subtree is represented by the leader of the view in which its key was made, if that one has left.</summary>
public sealed class FormerLeaderRepresents : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-former-leader-represents";

    /// <inheritdoc/>
    public override string Bug => "A kept subtree is represented by the leader of the view in which its key was made, if that one has left.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "leave=2,depth=1";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var (plan, former) = (base.PlanOf(tree, epoch, leader), new Dictionary<MemberId, MemberId>());
        foreach (var kept in tree.Branches().Where(b => b.Name.Epoch != epoch && !tree.Leaves().Contains(b.Name.Epoch.View.Proposer)))
        {
            former[kept.Leader] = kept.Name.Epoch.View.Proposer;
        }

        return new Plan(tree, [.. plan.Choosers.Select(Now)], [.. plan.Transmissions.Select(t => t with { From = Now(t.From), To = Now(t.To) })]);

        MemberId Now(MemberId member) => former.GetValueOrDefault(member, member);
    }
}
