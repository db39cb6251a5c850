using Rekey.Core;
using Rekey.KeyTrees.B;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.B;

/// <summary>A subtree agrees on the next key before its own new key is agreed, and so under the key that it had before.</summary>
public sealed class AgreesTooEarly : OtherWrapMutant
{
    /// <inheritdoc/>
    public override string Name => "b-agrees-too-early";

    /// <inheritdoc/>
    public override string Bug => "A subtree agrees on the next key before its own new key is agreed, and so under the key that it had before.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 5;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => BDefinition.Paper;

    /// <inheritdoc/>
    protected override CryptoValue? Instead(TreeMember member, Wrap wrap, CryptoValue key, SuiteBinding binding) =>
        StaleKey(member, wrap.Under) is { } stale ? binding.Suite.Wrap(stale, key) : null;
}
