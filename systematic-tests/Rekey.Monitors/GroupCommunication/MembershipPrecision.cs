using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// When nothing that must happen is left to happen, the view that each member installed last is the membership of its component, and it waits for nothing
/// (spec/model/extended-virtual-synchrony.md, VSL-1).
/// </summary>
public sealed class MembershipPrecision : Fold
{
    /// <inheritdoc/>
    public override string Name => nameof(MembershipPrecision);

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset()
    {
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var standing in quiescent ? Run.Standings : [])
        {
            if (standing.IsAlive && standing.Stable?.ToString() != standing.Installed?.ToString())
            {
                return $"VSL-1: {standing.Process.Id} rests in view {standing.Installed}, the membership is {standing.Stable}";
            }

            if (standing.IsAlive && standing.Box.Deferred.Length > 0)
            {
                return $"VSL-1: at {standing.Process.Id} waits for ever {standing.Box.Deferred[0]}";
            }
        }

        return null;
    }
}
