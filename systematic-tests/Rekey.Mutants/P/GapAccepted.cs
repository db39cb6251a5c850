using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload is delivered though the one before it never came: a smaller number is turned away as a repetition, a larger one is not (D-06).</summary>
/// <remarks>The group communication system leaves no gap, so that only an adversary who withholds shows it.</remarks>
public sealed class GapAccepted : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-gap-accepted";

    /// <inheritdoc/>
    public override string Bug => "A payload is delivered though the one before it never came.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.DataIntegrity];

    /// <inheritdoc/>
    public override string Faults => "send=2,withhold=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Rejected { Reason.Kind: RejectionKind.Duplicate } || MessageOf(input) is not GroupData { Header: var header, Sequence: > 1 and var number })
        {
            return outcome;
        }

        // As if the one before had come.
        var place = member.View!.IndexOf(header.Sender);
        return member.Traffic.Heard.IsEmpty || (header.Run, number).CompareTo(member.Traffic.Heard[place]) > 0
            ? inner.Step(member with { Traffic = member.Traffic.Hear(place, member.View.Members.Length, header.Run, number - 1) }, input, entropy)
            : outcome;
    }
}
