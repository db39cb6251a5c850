using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// What an application is told of keys is what its member does: every key that becomes the newest committed one is handed over in that step, once,
/// after those before it, and nothing else is (spec/properties.md, FaithfulPort).
/// </summary>
public sealed class FaithfulPort : Fold, IDecidedBySituations
{
    // Per process the epoch that its application was told last.
    private readonly PerProcess<Epoch?> last = new();

    /// <inheritdoc/>
    public override string Name => Properties.FaithfulPort;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Port;

    /// <inheritdoc/>
    public override void Reset() => last.Clear();

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        if (step.Outcome is not Moved moved)
        {
            return null;
        }

        var (process, due) = (step.Process, PortAudit.Due(step.Before, moved.Member));
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

            if (last[process] is { } before && !IsLater(told.Epoch, before))
            {
                return $"{process.Id} tells its application of {told.Epoch} after {before}";
            }

            (last[process], due) = (told.Epoch, null);
        }

        return due is null ? null : $"{process.Id} commits {due.Key} for {due.Epoch}, and does not tell its application";
    }

    private static bool IsLater(Epoch epoch, Epoch before) => epoch.View == before.View ? epoch.Run > before.Run : epoch.View.Counter > before.View.Counter;
}
