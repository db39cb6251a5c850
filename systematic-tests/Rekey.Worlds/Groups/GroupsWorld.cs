using Rekey.Core;
using Rekey.Explorer;
using Rekey.KeyAgreement;
using Rekey.Observing;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Worlds.Groups;

/// <summary>
/// Several groups that share processes (spec/model/groups.md): the abstract world of virtual synchrony once for each of them, and one network and one set of
/// processes below. A process has one source of randomness and one stack for all its groups; it crashes, is exposed and is cut off in all of them at once.
/// </summary>
/// <remarks>
/// What a group does is what it does alone: each has a <see cref="VsWorld"/> of its own, that is fed by the stacks of processes instead of machines. Only what
/// strikes more than one group is said here (<see cref="SharedFault"/>).
/// </remarks>
public sealed partial class GroupsWorld : IExploredWorld
{
    /// <summary>At most so many groups.</summary>
    public const int MaxGroups = 4;

    private readonly VsWorld[] worlds;
    private readonly GroupRun[] runs;
    private readonly List<Person>[] seated;
    private readonly List<Person> people = [];
    private readonly List<List<Person>> parts = [];
    private readonly Dictionary<MemberId, Person> byName = [];
    private readonly SymbolicBinding first;
    private readonly ILayer stack;
    private IEntropy? outsider;
    private int joined;
    private int left;

    /// <summary>A world of some groups.</summary>
    /// <param name="scenario">What is explored: its groups, its processes, and what may go wrong.</param>
    /// <param name="selector">Which protocol each group has; by number of suite, over terms.</param>
    /// <param name="asked">Whether a property is asked of a group.</param>
    /// <param name="mutate">Replaces the machine of each group by a wrong one; null for the machines as they are.</param>
    /// <param name="mutateLayer">Replaces the stack of processes by a wrong one; null for the stack as it is.</param>
    public GroupsWorld(
        Scenario scenario, Selector selector, Func<GroupId, string, bool> asked, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        Scenario = scenario;
        Possible = [.. Fault.All.Where(f => scenario.Faults[f] > 0)];
        first = new SymbolicBinding(scenario.Groups[0]);
        worlds = [.. scenario.Groups.Select((group, number) => NewWorld(group, number, selector.For(group), mutate))];
        runs = [.. worlds.Select(w => new GroupRun(this, w, property => asked(w.Binding.Group, property)))];
        seated = [.. worlds.Select(static _ => new List<Person>())];
        var machines = worlds.ToDictionary(static w => w.Binding.Group, static w => (ILayer)w.Machine);
        ILayer right = PerGroup.Of(VsPort.Port, SecurePort.Port, g => machines[g]);
        stack = mutateLayer?.Invoke(right) ?? right;
    }

    /// <inheritdoc/>
    public Scenario Scenario { get; }

    /// <summary>The world of each group.</summary>
    public IReadOnlyList<VsWorld> Worlds => worlds;

    /// <summary>All processes of this run.</summary>
    public IReadOnlyList<Person> People => people;

    /// <summary>The parts of the network, with the processes that run in each, by number of process.</summary>
    public List<List<Person>> Parts => parts;

    /// <summary>The processes of each part, for people.</summary>
    public string PartsForPeople => string.Join(" | ", parts.Select(static p => string.Join(' ', p.Select(static q => q.Id))));

    /// <inheritdoc/>
    public IReadOnlyList<GroupRun> Runs => runs;

    /// <inheritdoc/>
    public RunSetting Setting => runs[0].Setting;

    /// <inheritdoc/>
    public int Transitions { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Who watches one run sees that of the first group.</remarks>
    public ReadOnlySpan<Observation> Observations => runs[0].Observations;

    /// <inheritdoc/>
    public uint Kinds => runs[0].Kinds;

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Standings => runs[0].Standings;

    /// <inheritdoc/>
    public int ViewChanges => worlds.Sum(static w => w.ViewChanges);

    /// <inheritdoc/>
    public int DeepestCascade => worlds.Max(static w => w.DeepestCascade);

    /// <inheritdoc/>
    public bool IsSettled => Array.TrueForAll(worlds, static w => w.IsSettled);

    /// <inheritdoc/>
    public IEnumerable<MemberId> Names => people.Select(static p => p.Id);

    /// <inheritdoc/>
    public int ProcessCount => people.Count;

    /// <inheritdoc/>
    public int Actors => 1 + Scenario.Processes;

    /// <inheritdoc/>
    public int OptionalLeft => Scenario.Faults.Total;

    /// <summary>What is left of each fault.</summary>
    internal int[] Budget { get; } = new int[Fault.All.Count];

    private Fault[] Possible { get; }

    /// <inheritdoc/>
    public void Reset()
    {
        people.Clear();
        byName.Clear();
        parts.Clear();
        outsider = null;
        (Transitions, joined) = (0, 0);
        for (var i = 0; i < Scenario.Members; i++)
        {
            EntropyFor(Scenario.NameOf(i));
        }

        for (var group = 0; group < worlds.Length; group++)
        {
            seated[group].Clear();
            runs[group].Reset();
            worlds[group].Reset();
        }

        parts.Add([.. people]);
        Seated();
    }

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        foreach (var world in worlds)
        {
            world.Rest();
        }

        Transitions++;
        if (Move.Of(choice.Kind) is Fault fault && SharedFault.Of(fault) is { } shared)
        {
            Require(shared, choice);
            left = Budget[fault.Index];
            shared.Apply(this, choice);
            Budget[fault.Index] = left - 1;
        }
        else
        {
            var (group, local) = LocalOf(choice);
            worlds[group].Apply(local);
        }

        Seated();
        Overhear();
        foreach (var run in runs)
        {
            run.Look();
        }
    }

    /// <inheritdoc/>
    public ulong Recurrence() => worlds.Aggregate(1UL, static (hash, w) => Fingerprint.Mix(hash, w.Recurrence()));

    /// <inheritdoc/>
    public UInt128 Content() => MemoryHash.OfAll(
        [.. worlds.Select(static w => (object?)w.Content()), joined, .. parts.Select(static p => (object?)string.Join(' ', p.Select(static q => q.Index)))]);

    /// <summary>An operand of a choice that is about one group: its number, and that of a process or of a component or part.</summary>
    internal static int Operand(int group, int number) => (group << 8) | number;

    /// <summary>The group that an operand names, and the process, component or part.</summary>
    internal static (int Group, int Number) Split(int operand) => (operand >> 8, operand & 0xFF);

    /// <summary>The number of the group of a world.</summary>
    internal int NumberOf(VsWorld world) => Array.IndexOf(worlds, world);

    /// <summary>The processes that somebody is, each in the world of its group; those that are gone too.</summary>
    internal IEnumerable<(VsWorld World, Process Process)> SeatsOf(Person person)
    {
        for (var group = 0; group < worlds.Length; group++)
        {
            if (person.Seats[group] is { } process)
            {
                yield return (worlds[group], process);
            }
        }
    }

    /// <summary>The component that a group has in a part of the network; -1 where nobody of the group is there.</summary>
    internal int ComponentOf(VsWorld world, int part)
    {
        var group = NumberOf(world);
        foreach (var person in parts[part])
        {
            if (person.Seats[group] is { IsAlive: true } process)
            {
                return process.Component.Index;
            }
        }

        return -1;
    }

    /// <summary>The component of a group in a part of the network, made where nobody of the group was there: nothing is unfinished in it.</summary>
    internal int PlaceIn(VsWorld world, int part)
    {
        if (ComponentOf(world, part) is >= 0 and var component)
        {
            return component;
        }

        world.Store.AddComponent(-1);
        return world.Components.Count - 1;
    }

    /// <summary>Makes a transition of one group that is part of what happens to several: it is paid for once.</summary>
    internal void ApplyIn(VsWorld world, in Choice local)
    {
        Budget[((Fault)Move.Of(local.Kind)).Index] = left;
        world.Joined = joined;
        world.Apply(local);
        joined = world.Joined;
        Seated();
    }

    /// <summary>Somebody stops, in all groups.</summary>
    internal void Stop(Person person)
    {
        person.IsAlive = false;
        var part = parts.FindIndex(p => p.Remove(person));
        if (parts[part].Count == 0)
        {
            parts.RemoveAt(part);
        }
    }

    /// <summary>The one source of randomness of a process, or of the adversary; who is not known yet is new.</summary>
    internal IEntropy EntropyFor(MemberId id)
    {
        if (id == VsWorld.OutsiderName)
        {
            return outsider ??= first.EntropyFor(id);
        }

        if (!byName.TryGetValue(id, out var person))
        {
            var entropy = first.EntropyFor(id);
            entropy = Scenario.Start.Draws > 0 ? new LateEntropy(entropy, Scenario.Start.Draws) : entropy;
            byName.Add(id, person = new Person(people.Count, id, entropy, stack.Initial(id), worlds.Length));
            people.Add(person);
        }

        return person.Entropy;
    }

    /// <summary>The number of the next payload of a process, from 0.</summary>
    internal uint NextPayload(MemberId id) => byName[id].Payloads++;

    /// <summary>A process's stack takes an input of one of its groups; what its machines do is told to the worlds of their groups.</summary>
    internal void Feed(int number, Process process, PortEvent input)
    {
        var (person, group) = (byName[process.Id], worlds[number].Binding.Group);
        var outcome = stack.Step(person.State, VsPort.Port.Raises(input) ? new GroupUp(group, input) : new GroupDown(group, input), person.Entropy);
        foreach (var step in outcome.Inner)
        {
            var at = Array.FindIndex(worlds, w => w.Binding.Group == step.Group);
            worlds[at].Take(person.Seats[at]!, step);
        }

        person.State = outcome is Moved moved ? moved.State : person.State;
        var boxes = ((PerGroupState)person.State).Groups;
        for (var at = 0; at < worlds.Length; at++)
        {
            if (person.Seats[at] is { } seat && boxes.TryGetValue(worlds[at].Binding.Group, out var box))
            {
                seat.Box = box;
            }
        }
    }

    private VsWorld NewWorld(GroupId group, int number, Selection selection, Func<IMachine, SuiteBinding, IMachine>? mutate)
    {
        var members = Enumerable.Range(0, Scenario.Members).Where(i => IsIn(number, i, Scenario.Members)).Select(Scenario.NameOf).ToList();
        var scenario = new Scenario(selection.Protocol, members.Count, Scenario.Faults) { Start = Scenario.Start };
        return new VsWorld(scenario, number == 0 ? first : first.For(group), mutate, new Seat(this, number, members));
    }

    /// <summary>Whether somebody is in a group from the beginning: of three or more processes, each group has all but one, and each lacks another one.</summary>
    private static bool IsIn(int group, int process, int processes) => processes < 3 || process != (group + processes - 1) % processes;

    /// <summary>Those who came into a group are known by name.</summary>
    private void Seated()
    {
        for (var group = 0; group < worlds.Length; group++)
        {
            for (var i = seated[group].Count; i < worlds[group].Count; i++)
            {
                var person = byName[worlds[group].Members[i].Id];
                person.Seats[group] = worlds[group].Members[i];
                seated[group].Add(person);
            }
        }
    }

    /// <summary>The adversary of each group hears what is sent in the others.</summary>
    private void Overhear()
    {
        foreach (var world in worlds)
        {
            foreach (ref readonly var observation in world.Observations)
            {
                if (observation is { Kind: ObservationKind.Sent, What: Received message })
                {
                    foreach (var other in worlds)
                    {
                        if (other != world)
                        {
                            other.Adversary.HearElsewhere(message);
                        }
                    }
                }
            }
        }
    }
}
