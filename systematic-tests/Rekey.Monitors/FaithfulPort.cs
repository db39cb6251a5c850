using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// What an application is told of keys is what its member does: every key that becomes the newest committed one is handed over in that step, once,
/// after those before it, and nothing else is (spec/properties.md, FaithfulPort).
/// </summary>
public sealed class FaithfulPort : IMonitor<VsWorld>, IDecidedBySituations
{
    // Per process the epoch that its application was told last; run 0 for none.
    private readonly List<Epoch> last = [];

    /// <inheritdoc/>
    public string Property => Properties.FaithfulPort;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Port;

    /// <inheritdoc/>
    public void Reset() => last.Clear();

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        while (last.Count < world.Processes.Count)
        {
            last.Add(default);
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is Moved moved && OnMoved(step.Process, step.Before, moved) is { } bad)
            {
                return bad;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    private string? OnMoved(Process process, MemberState before, Moved moved)
    {
        var due = PortAudit.Due(before, moved.State);
        foreach (var effect in moved.Effects)
        {
            if (effect is not KeyCommitted told)
            {
                continue;
            }

            if (due is null || !PortAudit.Matches(told, due))
            {
                return $"{process.Id} tells its application of {told.Key} for {told.Epoch}, {(due is null ? "and commits nothing then" : $"and commits {due.Key} for {due.Epoch}")}";
            }

            if (!IsLater(told.Epoch, last[process.Index]))
            {
                return $"{process.Id} tells its application of {told.Epoch} after {last[process.Index]}";
            }

            (last[process.Index], due) = (told.Epoch, null);
        }

        return due is null ? null : $"{process.Id} commits {due.Key} for {due.Epoch}, and does not tell its application";
    }

    private static bool IsLater(Epoch epoch, Epoch before) =>
        before.Run == 0 || (epoch.View == before.View ? epoch.Run > before.Run : epoch.View.Counter > before.View.Counter);
}
