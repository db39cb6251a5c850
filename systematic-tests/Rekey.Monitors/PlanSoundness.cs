using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// Every plan that a leader makes passes the plan checker, which is told who really holds which key and who ever held it
/// (spec/properties.md, PlanSoundness).
/// </summary>
public sealed class PlanSoundness : CommitWatcher
{
    private readonly Dictionary<KeyName, UInt128> everHeld = [];
    private readonly Dictionary<(int Process, ViewId View), TreeMember> lastSeen = [];

    /// <inheritdoc/>
    public override string Property => Properties.PlanSoundness;

    /// <inheritdoc/>
    public override void Reset()
    {
        everHeld.Clear();
        lastSeen.Clear();
    }

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        foreach (var step in world.Steps)
        {
            if (step.Outcome is not Moved || step.Before is not TreeMember before || step.After is not TreeMember { View: { } view } after)
            {
                continue;
            }

            lastSeen[(step.Process.Index, view.Id)] = after;
            if (after.Open is not { } open || before.Open == open)
            {
                continue;
            }

            Note(step.Process, before.Open, open);
            if (after.Leads && before.Open?.Plan != open.Plan && Check(world, step.Process.Installed!, open) is { } objection)
            {
                return $"the plan of {after.Self} for {open.Epoch}: {objection}";
            }
        }

        return null;
    }

    private void Note(Process process, OpenRun? before, OpenRun open)
    {
        for (var i = 0; i < open.Keys.Length; i++)
        {
            if (open.Keys[i] is not null && (before is null || before.Epoch != open.Epoch || before.Keys[i] is null))
            {
                var name = new KeyName(open.Epoch, (uint)i);
                everHeld.TryGetValue(name, out var holders);
                everHeld[name] = holders | (UInt128.One << process.Index);
            }
        }
    }

    private string? Check(VsWorld world, GroupView view, OpenRun open)
    {
        var inside = UInt128.Zero;
        var rings = new Dictionary<MemberId, IReadOnlySet<KeyName>>();
        foreach (var process in view.Processes)
        {
            inside |= UInt128.One << process.Index;
            rings.Add(process.Id, Held(StateIn(view, process), open.Epoch));
        }

        var server = world.Scenario.Protocol.Spec.Table == Spec.Shared.KeyTreeTable.Server ? view.View.Leader : default;
        var checker = new PlanChecker(
            open.Epoch, view.View.Members, m => rings[m], name => (everHeld.GetValueOrDefault(name) & ~inside) != 0, server);
        return checker.Check(open.Plan);
    }

    /// <summary>Its last state in the view; where a leader plans for a process that has not installed it yet, the state it has.</summary>
    private TreeMember StateIn(GroupView view, Process process) => lastSeen.GetValueOrDefault((process.Index, view.View.Id)) ?? (TreeMember)process.State;

    /// <summary>What a member holds when it gets the plan, if it does so in this view: a run of the same view that the leader has committed comes first (VS-7).</summary>
    private static HashSet<KeyName> Held(TreeMember member, Epoch epoch) => member.Open is { } open && open.Epoch.View == epoch.View && open.Epoch.Run < epoch.Run
        ? [.. open.Plan.Tree.PathTo(member.Self).Select(static b => b.Name)]
        : [.. member.Ring?.Keys.Keys ?? []];
}
