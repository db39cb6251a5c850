using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>Traffic keys are kept by epoch, view after view, as a cache that nobody empties. They tell nothing of group keys, but open what was sent.</summary>
public sealed class TrafficKeysCached : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-traffic-keys-cached";

    /// <inheritdoc/>
    public override string Bug => "Traffic keys are kept by epoch, view after view.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,join=1,send=2,expose=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return input is ViewInstalled && outcome is Moved { State: PMember after } moved
            ? moved with { State = Hoard.Carry(member, after, Hoard.TrafficKeys(member, binding.Suite)) }
            : outcome;
    }
}
