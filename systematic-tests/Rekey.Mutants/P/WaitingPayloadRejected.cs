using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A number counts as used once its payload is put aside, so that what waited for ProtoDone is rejected as its own repetition.</summary>
public sealed class WaitingPayloadRejected : PMutant
{
    // Who put which very input aside: a step that defers cannot change the state.
    private readonly ConditionalWeakTable<PortEvent, ConcurrentDictionary<MemberId, bool>> seen = [];

    /// <inheritdoc/>
    public override string Name => "p-waiting-payload-rejected";

    /// <inheritdoc/>
    public override string Bug => "A number counts as used once its payload is put aside, so that what waited for ProtoDone is rejected as its own repetition.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,send=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (input is not Received received || MessageOf(input) is not GroupData)
        {
            return outcome;
        }

        if (outcome is Deferred)
        {
            seen.GetOrCreateValue(input)[member.Self] = true;
            return outcome;
        }

        return outcome is Moved && seen.TryGetValue(input, out var who) && who.ContainsKey(member.Self)
            ? new Rejected(received.From, new Rejection(RejectionKind.Duplicate, "data.sequence", "the sender's next number"), GroupDataRules.Replay)
            : outcome;
    }
}
