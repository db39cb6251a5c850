using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;

namespace Rekey.Mutants.O;

/// <summary>O keeps a key with eight members below it.</summary>
public sealed class EightBelowKept : EightBelowMutant
{
    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;
}
