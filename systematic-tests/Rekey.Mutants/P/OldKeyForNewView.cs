using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader of a new view distributes the key of the old one.</summary>
public sealed class OldKeyForNewView : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-old-key-for-new-view";

    /// <inheritdoc/>
    public override string Bug => "The leader of a new view distributes the key of the old one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Authenticity, Properties.BackwardAccessControl, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "join=1,leave=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.ViewLeads && member.Current is { } old && outcome is Moved moved
            ? WithKey(moved, old.Key, binding, entropy)
            : outcome;
    }
}
