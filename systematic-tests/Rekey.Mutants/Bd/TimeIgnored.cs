using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire.Symbolic;

namespace Rekey.Mutants.Bd;

/// <summary>A member of BD looks at the sequence number of a message and not at its time.</summary>
public sealed class TimeIgnored : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-time-ignored";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD looks at the sequence number of a message and not at its time.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override AgreementMember See(AgreementMember member, SymbolicEnvelope envelope) =>
        member with { Stamps = member.Stamps! with { Heard = [.. member.Stamps.Heard.Select(static h => h with { Time = 0 })] } };
}
