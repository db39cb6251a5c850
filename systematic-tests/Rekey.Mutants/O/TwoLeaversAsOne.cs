using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A key counts as touched if one member below it is gone, and not if two are.</summary>
public sealed class TwoLeaversAsOne : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-two-leavers-as-one";

    /// <inheritdoc/>
    public override string Bug => "A key counts as touched if one member below it is gone, and not if two are.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 7;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new KeepingPolicy(new PaperPolicy(), static (_, gone) => gone == 2);
}
