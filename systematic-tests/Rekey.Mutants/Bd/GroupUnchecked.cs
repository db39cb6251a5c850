using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>A signature says nothing of the group: a member of BD takes messages of other groups with the same members.</summary>
public sealed class GroupUnchecked : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-group-unchecked";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A signature says nothing of the group: a member of BD takes messages of other groups with the same members.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "transplant=3,refresh=1,crash=1,depth=1";

    /// <inheritdoc/>
    protected override Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) =>
        With(envelope, envelope.Message.Header with { Group = binding.Group });
}
