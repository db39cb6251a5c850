using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// Members that move together from one view to the next, and from whom nothing was withheld in the old one, committed the same epochs in it
/// (spec/properties.md, AllOrNone).
/// </summary>
public sealed class AllOrNone : CommitWatcher, IDecidedBySituations
{
    private readonly List<(GroupView? View, uint Run)> last = [];
    private readonly Dictionary<(GroupView From, GroupView To), (Process First, uint Run)> moves = [];

    /// <inheritdoc/>
    public override string Property => Properties.AllOrNone;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs;

    /// <inheritdoc/>
    public override void Reset()
    {
        last.Clear();
        moves.Clear();
    }

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        while (last.Count < world.Processes.Count)
        {
            last.Add(default);
        }

        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Installed && OnInstalled(happened.Process!, happened.View!) is { } bad)
            {
                return bad;
            }
        }

        return base.AfterStep(world);
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        last[process.Index] = (last[process.Index].View, key.Epoch.Run);
        return null;
    }

    private string? OnInstalled(Process process, GroupView to)
    {
        var (from, run) = last[process.Index];
        last[process.Index] = (to, 0);
        if (from is null || from.IsWithheldFrom(from.View.IndexOf(process.Id)))
        {
            // Who was kept from the word of the others cannot keep up with them.
            return null;
        }

        if (!moves.TryGetValue((from, to), out var first))
        {
            moves.Add((from, to), (process, run));
            return null;
        }

        return first.Run == run
            ? null
            : $"{first.First.Id} and {process.Id} move together from {from.View} to {to.View}, but committed {Runs(first.Run)} and {Runs(run)} in it";
    }

    private static string Runs(uint run) => run == 0 ? "no key" : $"{run} key{(run == 1 ? "" : "s")}";
}
