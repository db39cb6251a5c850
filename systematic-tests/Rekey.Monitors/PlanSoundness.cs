using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// Every plan that a leader makes passes the plan checker, which is told who really holds which key and who ever held it
/// (spec/properties.md, PlanSoundness).
/// </summary>
public sealed class PlanSoundness : Fold, IDecidedBySituations
{
    private const int MostRemembered = 100_000;

    private readonly Dictionary<KeyName, UInt128> everHeld = [];
    private readonly Dictionary<(int Process, ViewId View), TreeMember> lastSeen = [];
    private readonly PerProcess<TreeMember> latest = new();
    private readonly PerProcess<(View View, IReadOnlyList<Subject> Members)> installed = new();

    // What was found sound, by a hash of all that the checker is told: many runs make the same plan from the same keys.
    [Derived]
    private readonly HashSet<ulong> sound = [];

    /// <inheritdoc/>
    public override string Name => Properties.PlanSoundness;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Plans;

    /// <inheritdoc/>
    public override void Reset()
    {
        everHeld.Clear();
        lastSeen.Clear();
        latest.Clear();
        installed.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        installed[process] = (view, members);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        if (step.Outcome is not Moved || step.Before is not TreeMember before || step.After is not TreeMember after)
        {
            return null;
        }

        latest[step.Process] = after;
        if (after.View is not { } view)
        {
            return null;
        }

        if (before.Ring != after.Ring || before.Open != after.Open || before.View != view)
        {
            lastSeen[(step.Process.Index, view.Id)] = after;
        }

        if (after.Open is not { } open || before.Open == open)
        {
            return null;
        }

        Note(step.Process, before.Open, open);
        return after.Leads && before.Open?.Plan != open.Plan && Check(installed[step.Process], open) is { } objection
            ? $"the plan of {after.Self} for {open.Epoch}: {objection}"
            : null;
    }

    private void Note(Subject process, TreeRun? before, TreeRun open)
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

    private string? Check((View View, IReadOnlyList<Subject> Members) at, TreeRun open)
    {
        var (inside, hash) = (UInt128.Zero, open.Fingerprint);
        var (view, members) = at;
        foreach (var process in members)
        {
            inside |= UInt128.One << process.Index;
            hash = Fingerprint.Mix(hash, process.Id.Fingerprint);
            foreach (var name in Held(StateIn(view, process), open.Epoch))
            {
                hash ^= Fingerprint.Mix(process.Id.Fingerprint, name.Fingerprint);
            }
        }

        bool Exposed(KeyName name) => (everHeld.GetValueOrDefault(name) & ~inside) != 0;
        hash = Hash(open.Plan, Exposed, hash);
        if (sound.Contains(hash))
        {
            return null;
        }

        var server = Setting.Protocol.Spec.Table == Spec.Shared.KeyTreeTable.Server ? view.Leader : default;
        var rings = members.ToDictionary(static p => p.Id, p => Held(StateIn(view, p), open.Epoch).ToHashSet());
        var objection = new PlanChecker(open.Epoch, view.Members, m => rings[m], Exposed, server).Check(open.Plan);
        if (objection is null)
        {
            Remember(hash);
        }

        return objection;
    }

    // Bounded, so that memory stays flat; what is forgotten is checked again.
    private void Remember(ulong hash)
    {
        if (sound.Count == MostRemembered)
        {
            sound.Clear();
        }

        sound.Add(hash);
    }

    private static ulong Hash(Plan plan, Func<KeyName, bool> exposed, ulong hash)
    {
        foreach (var message in plan.Transmissions)
        {
            hash = Fingerprint.Mix(Fingerprint.Mix(hash, message.From.Fingerprint), message.To.Fingerprint);
            foreach (var key in message.Keys)
            {
                hash = Fingerprint.Mix(hash, key);
            }

            foreach (var wrap in message.Wraps)
            {
                hash = Fingerprint.Mix(Fingerprint.Mix(hash, wrap.Key), wrap.Under.Fingerprint + (exposed(wrap.Under) ? 1UL : 0));
            }

            foreach (var before in message.After)
            {
                hash = Fingerprint.Mix(hash, (ulong)before);
            }
        }

        foreach (var chooser in plan.Choosers)
        {
            hash = Fingerprint.Mix(hash, chooser.Fingerprint);
        }

        foreach (var branch in plan.Tree.Branches())
        {
            hash = Fingerprint.Mix(hash, (ulong)branch.Children.Length + (exposed(branch.Name) ? 64UL : 0));
        }

        foreach (var member in plan.Tree.Leaves())
        {
            hash = Fingerprint.Mix(hash, member.Fingerprint);
        }

        return hash;
    }

    /// <summary>Its last state in the view; where a leader plans for a process that has not installed it yet, the state it has; null before its first step.</summary>
    private TreeMember? StateIn(View view, Subject process) => lastSeen.GetValueOrDefault((process.Index, view.Id)) ?? latest[process];

    /// <summary>What a member holds when it gets the plan, if it does so in this view: a run of the same view that the leader has committed comes first (VS-7).</summary>
    private static IEnumerable<KeyName> Held(TreeMember? member, Epoch epoch) => member?.Open is { } open && open.Epoch.View == epoch.View && open.Epoch.Run < epoch.Run
        ? open.Plan.Tree.PathTo(member.Self).Select(static b => b.Name)
        : member?.Ring?.Keys.Keys ?? [];
}
