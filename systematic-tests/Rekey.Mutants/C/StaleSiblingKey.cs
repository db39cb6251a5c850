using Rekey.Core;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.C;

/// <summary>The server encrypts a new key for a subtree under the key that the subtree had before somebody left it.</summary>
public sealed class StaleSiblingKey : OtherWrapMutant
{
    /// <inheritdoc/>
    public override string Name => "c-stale-sibling-key";

    /// <inheritdoc/>
    public override string Bug => "The server encrypts a new key for a subtree under the key that the subtree had before somebody left it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => CDefinition.Paper;

    /// <inheritdoc/>
    protected override CryptoValue? Instead(TreeMember member, Wrap wrap, CryptoValue key, SuiteBinding binding) =>
        StaleKey(member, wrap.Under) is { } stale ? binding.Suite.Wrap(stale, key) : null;
}
