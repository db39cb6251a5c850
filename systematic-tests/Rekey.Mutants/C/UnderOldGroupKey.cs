using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.C;

/// <summary>The server encrypts the new group key under the one before too, for those who stay.</summary>
public sealed class UnderOldGroupKey : ExtraWrapMutant
{
    /// <inheritdoc/>
    public override string Name => "c-under-old-group-key";

    /// <inheritdoc/>
    public override string Bug => "The server encrypts the new group key under the one before too, for those who stay.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;

    /// <inheritdoc/>
    protected override IEnumerable<(Wrap Wrap, CryptoValue Ciphertext)> Extra(TreeMember sender, SuiteBinding binding) => sender.Ring is { IsServer: true, Tree: Branch root } ring
        ? [(new Wrap(0, root.Name), binding.Suite.Wrap(ring.Keys[root.Name], sender.Staged!.Key))]
        : [];
}
