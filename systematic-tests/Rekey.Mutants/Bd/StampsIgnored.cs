using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Mutants.Bd;

/// <summary>A member of BD ignores sequence numbers and times.</summary>
public sealed class StampsIgnored : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-stamps-ignored";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD ignores sequence numbers and times.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "replay=3,refresh=1";

    /// <inheritdoc/>
    protected override AgreementMember See(AgreementMember member, SymbolicEnvelope envelope) =>
        member with { Stamps = member.Stamps! with { Heard = [.. member.Stamps.Heard.Select(static h => default(Stamp))] } };
}
