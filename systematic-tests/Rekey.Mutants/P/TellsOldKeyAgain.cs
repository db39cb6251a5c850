using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that is blocked after a refresh goes back to the key of the run before, and tells its application of it.</summary>
public sealed class TellsOldKeyAgain : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-tells-old-key-again";

    /// <inheritdoc/>
    public override string Bug => "A member that is blocked after a refresh goes back to the key of the run before, and tells its application of it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.FaithfulPort];

    /// <inheritdoc/>
    public override string Faults => "join=1,refresh=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return input is BlockRequested && outcome is Moved moved && member.Traffic.Keys.Length > 1
            ? moved with
            {
                State = (PMember)moved.Member with { Current = member.Traffic.Keys[^2] },
                Effects = [.. moved.Effects, new KeyCommitted(member.Traffic.Keys[^2].Epoch, member.Traffic.Keys[^2].Key)],
            }
            : outcome;
    }
}
