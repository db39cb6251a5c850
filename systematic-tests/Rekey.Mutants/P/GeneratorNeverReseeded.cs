using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>
/// A leader draws once, and makes every key from what it has in store, which it then steps on by a one-way function. Nothing of the past is in the store, and no
/// key tells anything of another; but who saw the store has all keys to come.
/// </summary>
public sealed class GeneratorNeverReseeded : PMutant
{
    // No run has this number, so nothing takes what is stored under it for a key of the view.
    private const uint Store = 0;

    /// <inheritdoc/>
    public override string Name => "p-generator-never-reseeded";

    /// <inheritdoc/>
    public override string Bug => "A leader makes its keys by a generator of its own, and never puts fresh randomness into that.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakPostCompromiseSecurity];

    /// <inheritdoc/>
    public override string Faults => "refresh=2,expose=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Moved moved || input is LeaveRequested)
        {
            return outcome;
        }

        var stored = (Term?)member.Traffic.KeyOf(Store)?.Key;
        if (Trigger(moved) is PTrigger.ViewLeads or PTrigger.RefreshOwn or PTrigger.RefreshAsked)
        {
            var (terms, seed) = (((SymbolicBinding)binding).Store, stored ?? (Term)binding.Suite.NewKey(entropy));
            moved = WithKey(moved, terms.Kdf("key", seed), binding, entropy);
            stored = terms.Kdf("step", seed);
        }

        return stored is null ? moved : moved with { State = Keeping((PMember)moved.State, stored) };
    }

    private static PMember Keeping(PMember member, Term stored) => member with
    {
        Traffic = member.Traffic with { Keys = [new EpochKey(new Epoch(null, default, Store), stored, stored), .. member.Traffic.Keys.Where(static k => k.Epoch.Run != Store)] },
    };
}
