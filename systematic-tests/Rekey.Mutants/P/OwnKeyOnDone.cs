using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that is told to use its staged key uses one that it chooses itself.</summary>
public sealed class OwnKeyOnDone : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-own-key-on-done";

    /// <inheritdoc/>
    public override string Bug => "A member that is told to use its staged key uses one that it chooses itself.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Agreement, Properties.Authenticity, Properties.NoEarlyUse, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "crash=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.Done && outcome is Moved moved ? Own(moved, binding, entropy) : outcome;
    }

    private static Moved Own(Moved moved, SuiteBinding binding, IEntropy entropy)
    {
        var after = (PMember)moved.Member;
        var fresh = binding.Suite.NewKey(entropy);
        var key = after.Current! with { Key = fresh, KeyId = binding.Suite.KeyId(fresh) };
        return moved with
        {
            State = after with { Current = key },
            Effects = [.. moved.Effects.Select(e => e is KeyCommitted committed ? committed with { Key = fresh } : e)],
        };
    }
}
