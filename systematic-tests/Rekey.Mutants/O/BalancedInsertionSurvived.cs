using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A key above an insertion is kept, though the newcomer below it does not hold it.</summary>
public sealed class BalancedInsertionSurvived : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-balanced-insertion-survived";

    /// <inheritdoc/>
    public override string Bug => "A key above an insertion is kept, though the newcomer below it does not hold it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Balanced;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new RestoringPolicy(
        new BalancedPolicy(3), static (old, now) => now.Children.Length == 3 && now.Children[..2].SequenceEqual(old.Children));
}
