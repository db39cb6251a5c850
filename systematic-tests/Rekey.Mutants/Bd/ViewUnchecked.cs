using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>A signature says nothing of the view: a member of BD takes signed messages of older views as well.</summary>
public sealed class ViewUnchecked : ReadingMutant
{
    /// <inheritdoc/>
    public override string Name => "bd-view-unchecked";

    /// <inheritdoc/>
    public override string Protocol => "BD";

    /// <inheritdoc/>
    public override string Bug => "A signature says nothing of the view: a member of BD takes signed messages of older views as well.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ActiveSecurity];

    /// <inheritdoc/>
    public override string Faults => "replay=3,refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Envelope Read(AgreementMember member, SymbolicEnvelope envelope, SuiteBinding binding) =>
        With(envelope, envelope.Message.Header with { View = member.View!.Id });
}
