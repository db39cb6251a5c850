using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;

namespace Rekey.Mutants.O3;

/// <summary>O3 keeps a key with eight members below it.</summary>
public sealed class EightBelowKept : EightBelowMutant
{
    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => O3Definition.Paper;
}
