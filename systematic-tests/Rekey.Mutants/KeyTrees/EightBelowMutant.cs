using Rekey.KeyTrees.Trees;
using Rekey.Spec;

namespace Rekey.Mutants.KeyTrees;

/// <summary>
/// A key-tree protocol that keeps the keys above those who are gone, but for the root's, in a tree in which some other key has eight members or more below
/// it. A group that has never more than eight members has no such tree.
/// </summary>
public abstract class EightBelowMutant : PlanMutant
{
    private const int Many = 8;

    /// <inheritdoc/>
    public sealed override string Name => $"{Original.Spec.Name.ToLowerInvariant()}-eight-below-kept";

    /// <inheritdoc/>
    public sealed override string Bug => $"Where a key of {Original.Spec.Name} below the root has eight members or more below it, the keys above those who are gone stay.";

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.PlanSoundness];

    /// <inheritdoc/>
    public sealed override string Faults => "join=1,leave=2,depth=2";

    /// <inheritdoc/>
    public sealed override int Members => 9;

    /// <inheritdoc/>
    protected sealed override TreePolicy Policy { get; } = new KeepingPolicy(
        new PaperPolicy(), static (_, _) => true, static c => c.Tree is Branch root && root.Children.Any(static b => b is Branch { Members: >= Many }));
}
