using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Bd;

/// <summary>Traffic keys are kept by epoch, view after view, as a cache that nobody empties.</summary>
public sealed class TrafficKeysCached : Mutant
{
    /// <inheritdoc/>
    public override string Name => "bd-traffic-keys-cached";

    /// <inheritdoc/>
    public override string Bug => "A member of BD keeps the traffic keys of all its views.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ErasureSecrecy, Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,join=1,send=2,expose=1,depth=1";

    /// <inheritdoc/>
    public override string Protocol => BdDefinition.Protocol.Spec.Name;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, (inner, state, input, entropy) =>
    {
        var outcome = inner.Step(state, input, entropy);
        return input is ViewInstalled && outcome is Moved { State: AgreementMember after } moved
            ? moved with { State = Hoard.Carry((AgreementMember)state, after, Hoard.TrafficKeys((AgreementMember)state, binding.Suite)) }
            : outcome;
    });
}
