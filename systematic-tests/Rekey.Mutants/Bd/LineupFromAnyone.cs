using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>A member of BD takes a lineup from whoever announces one first.</summary>
public sealed class LineupFromAnyone : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-lineup-from-anyone";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A member of BD takes a lineup from whoever announces one first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Drills];

    /// <inheritdoc/>
    protected override Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) =>
        envelope.Message is LineupAnnouncement && !member.Leads && envelope.Signer == envelope.Message.Header.Sender && member.View!.Contains(envelope.Signer)
            ? binding.Forge(envelope.Message with { Header = envelope.Message.Header with { Sender = member.View.Leader } }, member.View.Leader, member.Self)
            : envelope;
}
