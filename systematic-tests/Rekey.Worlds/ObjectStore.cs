using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds;

/// <summary>The state of a <see cref="VsWorld"/>: objects, which a run changes.</summary>
/// <param name="world">The world.</param>
public readonly struct ObjectStore(VsWorld world) : IVsStore
{
    /// <inheritdoc/>
    public ReadOnlySpan<Fault> Faults => world.Possible;

    /// <inheritdoc/>
    public int MaxDepth => world.Setting.Depth;

    /// <inheritdoc/>
    public int Processes => world.Count;

    /// <inheritdoc/>
    public int Components => world.Parted.Count;

    /// <inheritdoc/>
    public int Left(Fault fault) => world.Budget[fault.Index];

    /// <inheritdoc/>
    public void Spend(Fault fault) => world.Budget[fault.Index]--;

    /// <inheritdoc/>
    public bool IsAlive(int process) => world.Members[process].IsAlive;

    /// <inheritdoc/>
    public bool HasCrashed(int process) => world.Members[process].Status == ProcessStatus.Crashed;

    /// <inheritdoc/>
    public bool CanRecover(int process) => world.Members[process] is { Status: ProcessStatus.Crashed, Recovered: false };

    /// <inheritdoc/>
    public bool IsBlocked(int process) => world.Members[process].IsBlocked;

    /// <inheritdoc/>
    public bool IsKeyed(int process) => world.Members[process].State is { Current: not null, Staged: null };

    /// <inheritdoc/>
    public MemberId IdOf(int process) => world.Members[process].Id;

    /// <inheritdoc/>
    public uint CounterOf(int process) => world.Members[process].Counter;

    /// <inheritdoc/>
    public int ComponentOf(int process) => world.Members[process].Component.Index;

    /// <inheritdoc/>
    public int ViewOf(int process) => world.Members[process].Installed?.Number ?? 0;

    /// <inheritdoc/>
    public int PendingOf(int process) => world.Members[process].Pending?.Number ?? 0;

    /// <inheritdoc/>
    public int TargetOf(int component) => world.Parted[component].Target?.Number ?? 0;

    /// <inheritdoc/>
    public int DepthOf(int component) => world.Parted[component].Depth;

    /// <inheritdoc/>
    public int SizeOf(int view) => View(view).Places.Length;

    /// <inheritdoc/>
    public int ProcessAt(int view, int place) => View(view).Places[place].Index;

    /// <inheritdoc/>
    public int NextSender(int process, int from) => world.Members[process] is { Installed: { } view, Place: var place } ? view.NextSender(place, from) : -1;

    /// <inheritdoc/>
    public int CutsOf(int component, int view, int sender)
    {
        var (group, ways) = (View(view), 1);
        for (var i = Least(component, group, sender); i < group.SentBy(sender); i++)
        {
            ways += Concerns(component, group, sender, i) ? 1 : 0;
        }

        return ways;
    }

    /// <inheritdoc/>
    public void SetBlocked(int process, bool blocked) => world.Members[process].IsBlocked = blocked;

    /// <inheritdoc/>
    public void SetRecovered(int process) => world.Members[process].Recovered = true;

    /// <inheritdoc/>
    public void SetComponent(int process, int component)
    {
        var moved = world.Members[process];
        moved.Component.Processes.Remove(moved);
        moved.Component = world.Parted[component];
        var behind = moved.Component.Processes.FindIndex(p => p.Index > process);
        moved.Component.Processes.Insert(behind < 0 ? moved.Component.Processes.Count : behind, moved);
    }

    /// <inheritdoc/>
    public void ClearTarget(int component) => world.Parted[component].Target = null;

    /// <inheritdoc/>
    public void SetDepth(int component, int depth) => world.SetDepth(world.Parted[component], depth);

    /// <inheritdoc/>
    public void AddComponent(int depth) => world.Parted.Add(new Component(world, world.Parted.Count) { Depth = depth });

    /// <inheritdoc/>
    public void RemoveComponent(int component)
    {
        world.Parted[component].Index = -1;
        world.Parted.RemoveAt(component);
        for (var c = component; c < world.Parted.Count; c++)
        {
            world.Parted[c].Index = c;
        }
    }

    /// <inheritdoc/>
    public int CountJoin() => world.CountJoin();

    /// <inheritdoc/>
    public void Start(MemberId id, int component) => world.Start(id, world.Parted[component]);

    /// <inheritdoc/>
    public void Stop(int process, bool left)
    {
        var stopped = world.Members[process];
        stopped.Status = left ? ProcessStatus.Left : ProcessStatus.Crashed;
        if (left)
        {
            world.Departed.Add(stopped);
        }

        stopped.Component.Processes.Remove(stopped);
        world.Note(Observation.Gone(stopped, left));
        if (stopped.Component.Processes.Count == 0)
        {
            RemoveComponent(stopped.Component.Index);
        }
    }

    /// <inheritdoc/>
    public void Deliver(int process, int sender)
    {
        var receiver = world.Members[process];
        var view = receiver.Installed!;
        var index = view.Take(receiver.Place, sender);
        world.Note(Observation.Delivered(receiver, view.View, sender, index));
        world.Feed(receiver, view.Message(sender, index).Input);
    }

    /// <inheritdoc/>
    public void Cut(int component, int view, scoped ReadOnlySpan<int> chosen)
    {
        var group = View(view);
        for (var sender = 0; sender < chosen.Length; sender++)
        {
            var (count, sent) = (group.SentBy(sender), group.SentBy(sender));
            if (chosen[sender] >= 0)
            {
                count = Least(component, group, sender);
                for (var delivered = chosen[sender]; delivered > 0; count++)
                {
                    delivered -= Concerns(component, group, sender, count) ? 1 : 0;
                }
            }

            world.NoteCut(group, sender, chosen[sender] < 0 ? -1 : count);
            foreach (var process in world.Parted[component].Processes)
            {
                if (process.Installed == group)
                {
                    group.Cut(process.Place, sender, count);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Agree(int component, uint counter, scoped ReadOnlySpan<int> members)
    {
        var all = new Process[members.Length];
        var names = ImmutableArray.CreateBuilder<MemberId>(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = world.Members[members[i]];
            names.Add(all[i].Id);
        }

        var view = world.NewView(new View(new ViewId(counter, names[0]), names.MoveToImmutable()), all);
        foreach (var member in all)
        {
            (member.Counter, member.Pending) = (counter, view);
        }

        world.Parted[component].Target = view;
        world.Note(Observation.Agreed(view.View));
    }

    /// <inheritdoc/>
    public void Install(int process)
    {
        var member = world.Members[process];
        (member.Installed, member.Pending, member.IsBlocked) = (member.Pending, null, false);
    }

    /// <inheritdoc/>
    public void Feed(int process, Prompt prompt) => world.Feed(world.Members[process], prompt);

    /// <inheritdoc/>
    public void Forget()
    {
        // A run is short, and is read when it is over.
    }

    /// <inheritdoc/>
    public void Show(int process)
    {
        var shown = world.Members[process];
        world.Note(Observation.Exposed(shown, shown.Box, shown.Status == ProcessStatus.Left));
    }

    /// <inheritdoc/>
    public int CountOf(Power power, int process) => power.Count(world, world.Members[process]);

    /// <inheritdoc/>
    public void Use(Power power, int process, int option) => power.Use(world, world.Members[process], option);

    private GroupView View(int number) => world.Views[number - 1];

    /// <summary>How many of a sender's messages somebody of a component who moves from the view has, or has left behind.</summary>
    private int Least(int component, GroupView view, int sender)
    {
        var least = 0;
        foreach (var process in world.Parted[component].Processes)
        {
            if (process.Installed == view)
            {
                least = Math.Max(least, view.DeliveredUpTo(process.Place, sender));
            }
        }

        return least;
    }

    /// <summary>Whether a message is for somebody of a component who moves from the view.</summary>
    private bool Concerns(int component, GroupView view, int sender, int index) =>
        view.Message(sender, index).To is var to && (to < 0 || (view.Places[to] is { IsAlive: true } receiver && receiver.Installed == view && receiver.Component.Index == component));
}
