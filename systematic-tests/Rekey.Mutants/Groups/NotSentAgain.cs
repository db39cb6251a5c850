using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>What went astray is not sent again.</summary>
public sealed class NotSentAgain : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-not-sent-again";

    /// <inheritdoc/>
    public override string Bug => "What went astray is not sent again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var before = state.Outbox.Select(static k => k.Number).ToHashSet();
        return input is RingUp ? Edited(Right(right, state, input), e => e is RingMulticast { Body: ClientRequest r } && before.Contains(r.Number) ? null : e) : Right(right, state, input);
    }
}
