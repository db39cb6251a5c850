using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants.KeyAgreement;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.Ckd;

/// <summary>A copy of the group key travels under long-term keys, and all that was gained by agreeing on scalars is lost.</summary>
public sealed class KeySentOnChannel : AgreementMutant
{
    /// <inheritdoc/>
    public override string Name => "ckd-key-sent-on-channel";

    /// <inheritdoc/>
    public override string Bug => "The leader sends the committed key on the secure channel as well, for those who lost it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PerfectForwardSecrecy];

    /// <inheritdoc/>
    protected override KeyAgreementProtocol Right => CkdDefinition.Protocol;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, (inner, state, input, entropy) =>
    {
        if (input is Received { Envelope: SymbolicEnvelope { Protection: Protection.Sealed } })
        {
            // Nobody has lost it.
            return new Ignored(new Cell(state.Control, (byte)RunTrigger.PartMoot), AgreementRules.TakePart);
        }

        var outcome = inner.Step(state, input, entropy);
        if (outcome is not Moved { State: AgreementMember { View: { } view } after } moved || view.Leader != after.Self)
        {
            return outcome;
        }

        var copies = moved.Effects.OfType<KeyCommitted>().SelectMany(k => view.Members.Skip(1).Select(m => (PortEvent)new Unicast(
            m, binding.Envelopes.Seal(new Key(new Header(binding.Group, view.Id, k.Epoch.Run, after.Self), k.Key), m, entropy))));
        return moved with { Effects = [.. moved.Effects, .. copies] };
    });
}
