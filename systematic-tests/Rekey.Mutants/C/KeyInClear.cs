using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.C;

/// <summary>The server multicasts the new group key without encrypting it.</summary>
public sealed class KeyInClear : OtherWrapMutant
{
    /// <inheritdoc/>
    public override string Name => "c-key-in-clear";

    /// <inheritdoc/>
    public override string Bug => "The server multicasts the new group key without encrypting it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;

    /// <inheritdoc/>
    protected override CryptoValue? Instead(TreeMember member, Wrap wrap, CryptoValue key, SuiteBinding binding) => wrap.Key == 0 ? key : null;
}
