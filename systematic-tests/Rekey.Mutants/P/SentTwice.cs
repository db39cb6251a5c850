using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload is sent twice, under two numbers, to be sure that it arrives.</summary>
public sealed class SentTwice : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-sent-twice";

    /// <inheritdoc/>
    public override string Bug => "A payload is sent twice, under two numbers, to be sure that it arrives.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.RequestProgress];

    /// <inheritdoc/>
    public override string Faults => "send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved { State: PMember next } moved && input is SendRequested && inner.Step(next, input, entropy) is Moved again
            ? again with { Effects = [.. moved.Effects, .. again.Effects] }
            : outcome;
    }
}
