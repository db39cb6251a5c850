using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.C;

/// <summary>The server keeps the individual key of a client that left, and encrypts the new group key under it too.</summary>
public sealed class LeftClientKeepsItsKey : ExtraWrapMutant
{
    /// <inheritdoc/>
    public override string Name => "c-left-client-keeps-its-key";

    /// <inheritdoc/>
    public override string Bug => "The server keeps the individual key of a client that left, and encrypts the new group key under it too.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;

    /// <inheritdoc/>
    protected override IEnumerable<(Wrap Wrap, CryptoValue Ciphertext)> Extra(TreeMember sender, SuiteBinding binding) =>
        from branch in sender.Ring?.Tree.Branches() ?? []
        where branch.Members == 1 && !sender.View!.Contains(branch.Leader) && sender.Ring!.Keys.ContainsKey(branch.Name)
        select (new Wrap(0, branch.Name), binding.Suite.Wrap(sender.Ring!.Keys[branch.Name], sender.Staged!.Key));
}
