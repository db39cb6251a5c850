using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A key two levels above a leaver is used once more.</summary>
public sealed class LeaversSubtreeKey : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-leavers-subtree-key";

    /// <inheritdoc/>
    public override string Bug => "A key two levels above a leaver is used once more.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 5;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new KeepingPolicy(new PaperPolicy(), static (old, _) => old.Height == 2);
}
