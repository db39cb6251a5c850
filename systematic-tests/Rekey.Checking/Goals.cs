using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Checking;

/// <summary>
/// Situations that must sometimes come up, or an exploration proves little: counted over all runs of a worker. It never objects.
/// </summary>
public sealed class Goals : Fold
{
    private static readonly Power[] Powers = [.. Fault.All.OfType<Power>().Where(static p => p.RejectedGoal is not null)];

    private readonly long[] reached = new long[All.Count];
    private readonly bool[] now = new bool[All.Count];
    private readonly Dictionary<int, ViewId> installed = [];
    private Attack? attack;
    private int transition;

    /// <summary>The goals, in the order of <see cref="All"/>.</summary>
    private enum Goal
    {
        Keyed,
        KeyedAlone,
        Struck,
        DeepestCascade,
        ViewBetweenKeyAndDone,
        CommitWhileBlocked,
        NewcomerLeads,
        SecondKey,
        PayloadUnderOlderKey,
        PayloadThatWaited,
        HostileRejected,
        TakenLate,

        // Then come those of powers.
        TwinViews,
        SignatureOfDeparted,
        ExposedInRun,
        ExposedAfterLeaving,
    }

    /// <summary>The goals: a name, and the budget without which it cannot be reached.</summary>
    public static IReadOnlyList<(string Name, Func<FaultBudget, int, bool> Possible)> All { get; } =
    [
        ("a view with others is keyed", static (_, n) => n > 1),
        ("a member alone keys itself", static (f, n) => n == 1 || f.Of<Crash>() + f.Of<Leave>() >= n - 1 || f.Of<Partition>() > 0),
        ("a fault strikes an unfinished rekey", static (f, _) => f.Depth > 0 && f.Of(FaultKind.Membership) > 0),
        ("a cascade as deep as the budget allows", static (f, _) => f.Depth > 0 && f.Of(FaultKind.Membership) >= f.Depth),
        ("a view changes between key and ProtoDone", static (f, n) => n > 1 && f.Depth > 0 && f.Of(FaultKind.Membership) > 0),
        ("a member commits a key while blocked", static (f, n) => n > 2 && (f.Depth > 0 || f.Of<Refresh>() > 0) && f.Of(FaultKind.Membership) > 0),
        ("a newcomer leads its first view", static (f, _) => f.Of<Join>() > 0),
        ("a second key is committed in one view", static (f, _) => f.Of<Refresh>() > 0),
        ("a payload arrives under an older key than the newest", static (f, n) => n > 1 && f.Of<Refresh>() > 0 && f.Of<Send>() > 0),
        ("a payload that waited for ProtoDone is delivered", static (f, n) => n > 2 && f.Of<Send>() > 0),
        ("an input of the adversary is rejected", static (f, _) => f.Of<Replay>() + f.Of<Forge>() > 0),
        ("a message that was withheld is taken late", static (f, n) => n > 1 && f.Of<Withhold>() > 0 && f.Of<Replay>() > 0),
        .. Powers.Select(static p => (p.RejectedGoal!, (Func<FaultBudget, int, bool>)((f, n) => n > 1 && f[p] > 0))),
        ("two views with one number and different proposers are installed at once", static (f, n) => n > 1 && f.Of<Partition>() > 0),
        ("the signature of a process that left is rejected", static (f, n) => n > 1 && f.Of<Leave>() > 0 && f.Of<Forge>() + f.Of<Alter>() > 0),
        ("a member is exposed while it holds a key that it may not use yet", static (f, n) => n > 1 && f.Of<Expose>() > 0),
        ("a process is exposed after it left", static (f, _) => f.Of<Leave>() > 0 && f.Of<Expose>() > 0),
    ];

    /// <inheritdoc/>
    public override string Name => "Goals";

    /// <summary>Whether there are goals of a protocol or a layer: they are about keys.</summary>
    public static bool AreOf(IDefinition protocol) => protocol is ProtocolDefinition;

    /// <summary>The goals, by their places in <see cref="All"/>, that some scenario of an exploration makes possible.</summary>
    public static IEnumerable<int> PossibleIn(CheckRequest request) => AreOf(request.Protocol)
        ? Enumerable.Range(0, All.Count).Where(i => request.Scenarios.Any(s => All[i].Possible(s.Faults, s.Members)))
        : [];

    /// <summary>In how many runs a goal was reached.</summary>
    public long this[int goal] => reached[goal];

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(now);
        installed.Clear();
        (attack, transition) = (null, 0);
    }

    /// <inheritdoc/>
    protected override string? OnStruck(int fault, byte control, int depth)
    {
        Reach(Goal.Struck, depth > 0);
        Reach(Goal.DeepestCascade, depth > 0 && depth == Setting.Depth);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnAttacked(Subject victim, Attack attack)
    {
        this.attack = attack;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        installed[process.Index] = view.Id;
        foreach (var other in installed.Values)
        {
            Reach(Goal.TwinViews, other.Counter == view.Id.Counter && other != view.Id);
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnGone(Subject process, bool left)
    {
        installed.Remove(process.Index);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnExposed(Subject process, Mailbox box, bool left)
    {
        Reach(Goal.ExposedInRun, box.State is MemberState { Staged: not null });
        Reach(Goal.ExposedAfterLeaving, left);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        var isFirst = transition != Run.Transitions;
        if (isFirst && attack is not null)
        {
            Look(attack, step.Outcome);
        }

        (transition, attack) = (Run.Transitions, null);
        Look(step, deferredBefore: !isFirst);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
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

    private void Reach(Goal goal, bool isReached) => now[(int)goal + (goal > Goal.TakenLate ? Powers.Length : 0)] |= isReached;

    private void Look(Attack played, Outcome outcome)
    {
        Reach(Goal.TakenLate, played.IsLate && outcome is Moved);
        if (outcome is Rejected)
        {
            if (Array.FindIndex(Powers, p => p.Word == played.Power) is >= 0 and var power)
            {
                now[(int)Goal.TakenLate + 1 + power] = true;
            }

            Reach(Goal.SignatureOfDeparted, played.Key != default && played.Key != Setting.Outsider);
        }
    }

    private void Look(Step step, bool deferredBefore)
    {
        if (step.Outcome is Rejected)
        {
            Reach(Goal.HostileRejected, step.Hostile);
            return;
        }

        if (step.Outcome is not Moved moved)
        {
            return;
        }

        var (before, after) = (step.Before, moved.Member);
        Reach(Goal.ViewBetweenKeyAndDone, step.Input is BlockRequested && before.Staged is not null);
        Reach(Goal.NewcomerLeads, step.Input is ViewInstalled { View: { } view } && before.View is null && view.Leader == after.Self && view.Members.Length > 1
            && view.Id.Counter > Setting.FirstCounter + 1);
        if (after.Current is { } current && current != before.Current)
        {
            Reach(Goal.Keyed, after.View!.Members.Length > 1);
            Reach(Goal.KeyedAlone, after.View.Members.Length == 1);
            Reach(Goal.CommitWhileBlocked, before.IsBlocked && after.IsBlocked);
            Reach(Goal.SecondKey, current.Epoch.Run > 1);
        }

        foreach (var effect in moved.Effects)
        {
            if (effect is DeliverData data)
            {
                Reach(Goal.PayloadUnderOlderKey, data.Epoch.Run < after.Current?.Epoch.Run);
                Reach(Goal.PayloadThatWaited, deferredBefore);
            }
        }
    }
}
