using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire.Symbolic;

namespace Rekey.Mutants.Bd;

/// <summary>A member of BD looks at the time of a message and not at its sequence number.</summary>
public sealed class SequenceIgnored : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-sequence-ignored";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD looks at the time of a message and not at its sequence number.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override AgreementMember See(AgreementMember member, SymbolicEnvelope envelope) =>
        member with { Stamps = member.Stamps! with { Heard = [.. member.Stamps.Heard.Select(static h => h with { Sequence = 0 })] } };
}
