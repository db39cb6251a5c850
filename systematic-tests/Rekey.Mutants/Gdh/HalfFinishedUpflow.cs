using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Gdh;

/// <summary>The share is of one run, and the partial keys are of another .</summary>
public sealed class HalfFinishedUpflow : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "gdh-half-finished-upflow";

    /// <inheritdoc/>
    public override string Bug => "A member goes on with the share that it drew in a run that was cut off.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => GdhDefinition.Protocol;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
    {
        var (before, outcome) = ((AgreementMember)state, inner.Step(state, input, entropy));
        return outcome is Moved { State: AgreementMember { Base: { Foundation: GdhFoundation kept } known } after } moved
            && input is ViewInstalled && before.Open is { Agreement: GdhAgreement { Share: { } share } }
            ? moved with { State = after with { Kept = known with { Foundation = kept with { Share = share } } } }
            : outcome;
    });
}
