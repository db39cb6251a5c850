using Rekey.KeyTrees.Runs;

namespace Rekey.Mutants.KeyTrees;

/// <summary>A mutant of C, B, O or O3.</summary>
public abstract class KeyTreeMutant : Mutant
{
    /// <inheritdoc/>
    public sealed override string Protocol => Original.Spec.Name;

    /// <summary>The protocol it is a mutant of.</summary>
    protected abstract KeyTreeProtocol Original { get; }
}
