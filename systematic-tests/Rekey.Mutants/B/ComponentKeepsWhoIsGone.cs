using Rekey.KeyTrees.B;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.B;

/// <summary>Keys of a component are kept as if nobody in it were gone.</summary>
public sealed class ComponentKeepsWhoIsGone : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "b-component-keeps-who-is-gone";

    /// <inheritdoc/>
    public override string Bug => "Keys of a component are kept as if nobody in it were gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 5;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => BDefinition.Paper;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new KeepingPolicy(new PaperPolicy(), static (_, _) => true);
}
