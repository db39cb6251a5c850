using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire.Cose;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>
/// A member takes any number modulo p for an element: one of small order shows something of the share that it is raised to. Over terms, and over a
/// curve in compressed form, there is no such element.
/// </summary>
public sealed class SubgroupUnchecked : Mutant
{
    /// <inheritdoc/>
    public override string Name => "bd-subgroup-unchecked";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD does not ask whether an element modulo p is in the subgroup of order q.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding)
    {
        if (binding is not ConcreteBinding { Suite: { Group: ModPGroup group } suite } concrete)
        {
            return machine;
        }

        var lax = new ConcreteSuite(suite.Number, new AnyResidue(group), suite.Cipher, suite.Derivation);
        return BdDefinition.Protocol.Definition.NewMachine(binding.Group, lax, new CoseEnvelopes(lax, binding.Group, concrete.Directory));
    }
}
