using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Traffic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>After a refresh a member goes on sending under the first key of the view, with the numbers that follow.</summary>
public sealed class SendsUnderFirstKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-sends-under-first-key";

    /// <inheritdoc/>
    public override string Bug => "After a refresh a member goes on sending under the first key of the view, with the numbers that follow.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NewestKey];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,send=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is SendRequested { Payload: var payload } && inner.Step(member, input, entropy) is Moved { State: PMember next } moved)
        {
            var first = member.Traffic with { Keys = [member.Traffic.Keys[0]] };
            var header = new Header(binding.Group, member.View!.Id, 1, member.Self);
            var (traffic, effect) = GroupTraffic.Send(first, header, payload, binding.Suite, binding.Envelopes);
            return moved with { State = next with { Traffic = member.Traffic with { Sent = traffic.Sent } }, Effects = [effect] };
        }

        // The count goes on over a refresh.
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved { State: PMember after } committed && after.View == member.View && after.Traffic.Keys.Length > member.Traffic.Keys.Length
            ? committed with { State = after with { Traffic = after.Traffic with { Sent = member.Traffic.Sent } } }
            : outcome;
    }
}
