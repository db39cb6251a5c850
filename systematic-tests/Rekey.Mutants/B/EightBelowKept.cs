using Rekey.KeyTrees.B;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;

namespace Rekey.Mutants.B;

/// <summary>B keeps a key with eight members below it.</summary>
public sealed class EightBelowKept : EightBelowMutant
{
    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => BDefinition.Paper;
}
