using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;

namespace Rekey.Mutants.C;

/// <summary>C keeps a key with eight members below it.</summary>
public sealed class EightBelowKept : EightBelowMutant
{
    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;
}
