using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors.Checking;

/// <summary>
/// Situations that must sometimes come up, or an exploration proves little: counted over all runs of a worker. It never objects.
/// </summary>
public sealed class Goals : IMonitor<VsWorld>
{
    private readonly long[] reached = new long[All.Count];
    private readonly bool[] now = new bool[All.Count];

    /// <summary>The goals: a name, and the budget without which it cannot be reached.</summary>
    public static IReadOnlyList<(string Name, Func<FaultBudget, int, bool> Possible)> All { get; } =
    [
        ("a view with others is keyed", static (_, n) => n > 1),
        ("a member alone keys itself", static (f, n) => n == 1 || f[Fault.Crash] + f[Fault.Leave] >= n - 1 || f[Fault.Partition] > 0),
        ("a fault strikes an unfinished rekey", static (f, _) => f[Fault.Depth] > 0 && Membership(f) > 0),
        ("a cascade as deep as the budget allows", static (f, _) => f[Fault.Depth] > 0 && Membership(f) >= f[Fault.Depth]),
        ("a view changes between key and ProtoDone", static (f, n) => n > 1 && f[Fault.Depth] > 0 && Membership(f) > 0),
        ("a member commits a key while blocked", static (f, n) => n > 2 && (f[Fault.Depth] > 0 || f[Fault.Refresh] > 0) && Membership(f) > 0),
        ("a newcomer leads its first view", static (f, _) => f[Fault.Join] > 0),
        ("a second key is committed in one view", static (f, _) => f[Fault.Refresh] > 0),
        ("a payload arrives under an older key than the newest", static (f, n) => n > 1 && f[Fault.Refresh] > 0 && f[Fault.Send] > 0),
        ("a payload that waited for ProtoDone is delivered", static (f, n) => n > 2 && f[Fault.Send] > 0),
        ("an input of the adversary is rejected", static (f, _) => f[Fault.Replay] + f[Fault.Forge] > 0),
        ("a message that was withheld is taken late", static (f, n) => n > 1 && f[Fault.Withhold] > 0 && f[Fault.Replay] > 0),
        ("an altered message is rejected", static (f, n) => n > 1 && f[Fault.Alter] > 0),
        ("a message of another group is rejected", static (f, n) => n > 1 && f[Fault.Transplant] > 0),
        ("two views with one number and different proposers are installed at once", static (f, n) => n > 1 && f[Fault.Partition] > 0),
        ("the signature of a process that left is rejected", static (f, n) => n > 1 && f[Fault.Leave] > 0 && f[Fault.Forge] + f[Fault.Alter] > 0),
    ];

    /// <inheritdoc/>
    public string Property => "Goals";

    /// <summary>In how many runs a goal was reached.</summary>
    public long this[int goal] => reached[goal];

    /// <inheritdoc/>
    public void Reset() => Array.Clear(now);

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        now[2] |= world.DeepestCascade > 0;
        now[3] |= world.DeepestCascade > 0 && world.DeepestCascade == world.Scenario.Faults[Fault.Depth];
        var steps = world.StepSpan;
        if (world.LastAttack is { } attack && steps.Length > 0)
        {
            Look(attack, steps[0].Outcome, world.Outsider.Id);
        }

        for (var i = 0; i < steps.Length; i++)
        {
            Look(in steps[i], deferredBefore: i > 0, firstCounter: world.Scenario.Start.Counter + 1);
            now[14] |= steps[i].Input is ViewInstalled && world.Components.Count > 1 && HasTwin(world, steps[i].Process.Installed!.View.Id);
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent)
    {
        for (var i = 0; i < now.Length; i++)
        {
            reached[i] += now[i] ? 1 : 0;
        }

        return null;
    }

    /// <summary>Adds another worker's counts.</summary>
    public void Add(Goals other)
    {
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] += other.reached[i];
        }
    }

    /// <summary>Adds runs that reached a goal, of a report that is read.</summary>
    public void Add(int goal, long runs) => reached[goal] += runs;

    private static int Membership(FaultBudget f) =>
        f[Fault.Crash] + f[Fault.Recover] + f[Fault.Leave] + f[Fault.Join] + f[Fault.Partition] + f[Fault.Merge];

    private static bool HasTwin(VsWorld world, ViewId id)
    {
        foreach (var process in world.Processes)
        {
            if (process.IsAlive && process.Installed is { } view && view.View.Id.Counter == id.Counter && view.View.Id != id)
            {
                return true;
            }
        }

        return false;
    }

    private void Look(AttackRecord attack, Outcome outcome, MemberId outsider)
    {
        now[11] |= attack.IsLate && outcome is Moved;
        if (outcome is Rejected)
        {
            now[12] |= attack.Move == Move.Alter;
            now[13] |= attack.Move == Move.Transplant;
            now[15] |= attack.Key != default && attack.Key != outsider;
        }
    }

    private void Look(in StepRecord step, bool deferredBefore, uint firstCounter)
    {
        if (step.Outcome is Rejected)
        {
            now[10] |= step.Hostile;
            return;
        }

        if (step.Outcome is not Moved moved)
        {
            return;
        }

        var (before, after) = (step.Before, moved.State);
        now[4] |= step.Input is BlockRequested && before.Staged is not null;
        now[6] |= step.Input is ViewInstalled { View: { } view } && before.View is null && view.Leader == after.Self && view.Members.Length > 1 && view.Id.Counter > firstCounter;
        if (after.Current is { } current && current != before.Current)
        {
            now[0] |= after.View!.Members.Length > 1;
            now[1] |= after.View.Members.Length == 1;
            now[5] |= before.IsBlocked && after.IsBlocked;
            now[7] |= current.Epoch.Run > 1;
        }

        foreach (var effect in moved.Effects)
        {
            if (effect is DeliverData data)
            {
                now[8] |= data.Epoch.Run < after.Current?.Epoch.Run;
                now[9] |= deferredBefore;
            }
        }
    }
}
