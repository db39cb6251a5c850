using Rekey.Core;
using Rekey.Crypto;
using Rekey.Mutants.P;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.SharedGroups;

/// <summary>Who leaves a group keeps its keys among those of another group that it is in.</summary>
public sealed class LeaveKeepsRing : PMutant
{
    private readonly Household<List<CryptoValue>> kept = new();

    /// <inheritdoc/>
    public override string Name => "p+p-leave-keeps-ring";

    /// <inheritdoc/>
    public override string Protocol => "P+P";

    /// <inheritdoc/>
    public override string Bug => "Who leaves a group keeps its keys among those of another group that it is in.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,refresh=2,expose=1";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var ring = kept[entropy];
        if (input is LeaveRequested)
        {
            ring.AddRange(member.Traffic.Keys.Select(static k => k.Key));
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is not Moved { State: PMember after } moved || input is LeaveRequested || ring.Count == 0
            ? outcome
            : moved with { State = Hoard.Carry(member, after, ring) };
    }
}
