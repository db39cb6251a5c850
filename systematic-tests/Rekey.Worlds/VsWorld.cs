using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Exhaustive;
using Rekey.Worlds.Groups;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds;

/// <summary>
/// The abstract virtual-synchrony world (spec/model/virtual-synchrony.md): processes with their machines, a nondeterministic group
/// communication system that keeps its promises, faults within a budget, and a network adversary. One object runs one schedule after the other.
/// </summary>
public sealed partial class VsWorld : IExploredWorld
{
    /// <summary>The name of the network adversary.</summary>
    public static readonly MemberId OutsiderName = MemberId.Parse("~outsider");

    private readonly List<Process> processes = [];
    private readonly List<Step> steps = [];
    private readonly List<Offer> room = [];
    private readonly ObservationLog log;
    private readonly List<Standing> standings = [];
    private readonly Action<LayerState, PortEvent, Outcome> observe;
    private readonly IMachine machine;
    private readonly Seat? seat;
    private Process acting = null!;
    private int joined;

    /// <summary>A world over a suite. <paramref name="mutate"/> replaces the machine by a mutant of it.</summary>
    public VsWorld(Scenario scenario, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
        : this(scenario, binding, mutate, null)
    {
    }

    /// <summary>The same; where processes are in other groups too, they run their machines (<see cref="Seat"/>).</summary>
    internal VsWorld(Scenario scenario, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate, Seat? seat)
    {
        (this.seat, Budget) = (seat, seat?.Budget ?? new int[Fault.All.Count]);
        (Scenario, Binding) = (scenario, binding);
        Members = new Process[scenario.Processes];
        Possible = [.. Fault.All.Where(f => scenario.Faults[f] > 0)];
        machine = scenario.Rekeying.NewMachine(binding.Group, binding.Suite, binding.Envelopes);
        machine = mutate?.Invoke(machine, binding) ?? machine;
        observe = (before, input, outcome) => Observe((MemberState)before, input, outcome);
        log = new ObservationLog(binding.Suite);
        Setting = new RunSetting(scenario.Rekeying, binding.Suite, OutsiderName)
        {
            FirstDraw = scenario.Start.Draws, FirstCounter = scenario.Start.Counter, Depth = scenario.Faults.Depth, Describe = binding.Describe,
            IsAttacked = scenario.Faults.Of(FaultKind.Power) > 0, IsExposed = scenario.Faults.Of(FaultKind.Exposure) > 0,
        };
        Outsider = new Process(-1, OutsiderName, new Mailbox(machine.Initial(OutsiderName)), EntropyFor(OutsiderName), new Component(this, -1));
        Adversary = new ActiveOutsider(this);
    }

    /// <summary>What is explored.</summary>
    public Scenario Scenario { get; }

    /// <summary>The cryptography.</summary>
    public SuiteBinding Binding { get; }

    /// <summary>All processes that ever were in this run.</summary>
    public IReadOnlyList<Process> Processes => processes;

    /// <summary>The network adversary, as somebody who can draw nonces and sign for itself.</summary>
    public Process Outsider { get; private set; }

    /// <summary>The parts of the network.</summary>
    public IReadOnlyList<Component> Components => Parted;

    /// <summary>What the network adversary remembers of this run, and can do.</summary>
    public ActiveOutsider Adversary { get; }

    /// <summary>All messages sent in this run, in order: what the adversary heard.</summary>
    public IReadOnlyList<Received> Heard => Adversary.Heard;

    /// <summary>The state, as the environment sees it.</summary>
    public ObjectStore Store => new(this);

    /// <summary>What machines did in the last transition.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <inheritdoc/>
    public RunSetting Setting { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => log.All;

    /// <inheritdoc/>
    public uint Kinds => log.Kinds;

    /// <inheritdoc/>
    /// <remarks>The list is filled anew whenever it is asked for.</remarks>
    public IReadOnlyList<Standing> Standings
    {
        get
        {
            standings.Clear();
            foreach (var process in processes)
            {
                standings.Add(new Standing(process, process.IsAlive, process.Component.Target?.View, process.Installed?.View, process.Box, process.Entropy.Draws));
            }

            standings.Add(new Standing(Outsider, false, null, null, Outsider.Box, Outsider.Entropy.Draws));
            return standings;
        }
    }

    /// <summary>How many processes joined.</summary>
    internal int Joined
    {
        get => joined;
        set => joined = value;
    }

    /// <summary>The processes once more, for loops that are made in every step.</summary>
    internal Process[] Members { get; }

    /// <summary>How many of them there are.</summary>
    internal int Count => processes.Count;

    /// <summary>The faults that the budget has any of.</summary>
    internal Fault[] Possible { get; }

    /// <summary>All components.</summary>
    internal List<Component> Parted { get; } = [];

    /// <summary>All views that were agreed, by number, from 1.</summary>
    internal List<GroupView> Views { get; } = [];

    /// <summary>The processes that left, in the order in which they did.</summary>
    internal List<Process> Departed { get; } = [];

    /// <summary>What is left of each fault.</summary>
    internal int[] Budget { get; }

    /// <summary>How many transitions were made in this run.</summary>
    public int Transitions { get; private set; }

    /// <summary>Whether the adversary fed anybody anything, or kept anything from anybody, in this run.</summary>
    public bool WasAttacked => Adversary.HasActed;

    /// <summary>What the adversary did in the last transition; null where it was none of its.</summary>
    public Attack? LastAttack => Adversary.Last;

    /// <summary>How many views were agreed in this run.</summary>
    public int ViewChanges => Views.Count;

    /// <summary>In the last agreement: of each sender that did not move along, how many of its messages count.</summary>
    public List<(MemberId Sender, int Count, int Of)> LastCuts { get; } = [];

    /// <summary>The processes of each component, for people.</summary>
    public string Parts => string.Join(" | ", Parted.Select(static c => string.Join(' ', c.Processes.Select(static p => p.Id))));

    /// <summary>The deepest cascade of this run: membership faults in a row that struck an unfinished rekey.</summary>
    public int DeepestCascade { get; private set; }

    /// <inheritdoc/>
    public int Actors => 1 + Scenario.Processes;

    /// <inheritdoc/>
    public int OptionalLeft => Scenario.Faults.Total;

    /// <inheritdoc/>
    public void Reset()
    {
        Binding.Reset();
        processes.Clear();
        Parted.Clear();
        Views.Clear();
        Departed.Clear();
        Adversary.Reset();
        steps.Clear();
        log.Clear();
        LastCuts.Clear();
        Scenario.Faults.Counts[..^1].CopyTo(Budget);
        (Transitions, DeepestCascade, joined) = (0, 0, 0);
        Outsider = new Process(-1, Outsider.Id, Outsider.Box, EntropyFor(Outsider.Id), Outsider.Component);
        Store.AddComponent(0);
        for (var i = 0; i < Scenario.Members; i++)
        {
            Start(seat?.Members[i] ?? Scenario.NameOf(i), Parted[0]);
            Members[i].Counter = Scenario.Start.Counter;
        }
    }

    /// <inheritdoc/>
    public void Offers(List<Offer> offers) => VirtualSynchronyEnvironment.Offers(Store, offers);

    /// <inheritdoc/>
    public void OfferObligations(List<Offer> offers) => VirtualSynchronyEnvironment.OfferObligations(Store, offers);

    /// <inheritdoc/>
    public void OfferOptions(List<Offer> offers) => VirtualSynchronyEnvironment.OfferOptions(Store, offers);

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        Rest();
        Transitions++;
        VirtualSynchronyEnvironment.Require(Store, choice, room);
        (Move.Of(choice.Kind) as Fault)?.Strike(this, choice);
        VirtualSynchronyEnvironment.Apply(Store, choice);
    }

    /// <inheritdoc/>
    public IEnumerable<MemberId> Names => processes.Select(static p => p.Id);

    /// <inheritdoc/>
    public bool IsSettled => Parted.TrueForAll(static c => c.IsSettled);

    /// <inheritdoc/>
    public int ProcessCount => processes.Count;

    /// <inheritdoc/>
    public UInt128 Content() => WorldContent.Of(this);

    /// <inheritdoc/>
    public IEnumerable<int> WaysOf(Offer offer) => Move.Of(offer.Kind) is Power power ? power.Ways(this, processes[offer.A]) : Enumerable.Range(0, offer.Options);

    /// <inheritdoc/>
    public TraceStep Narrate(in Choice choice, int number) => Narrator.Tell(this, choice, number);

    /// <summary>A fault strikes a process in the control state in which it is, before it has any effect.</summary>
    /// <param name="fault">The fault, a request of the application, or a power of the adversary.</param>
    /// <param name="process">Whom.</param>
    /// <param name="depth">How deep the cascade is with it; 0 for what is no membership fault.</param>
    public void Struck(Fault fault, Process process, int depth) => log.Add(Observation.Struck(process, fault.Index, process.State.Control, depth));

    /// <summary>A membership fault strikes every living process of a component.</summary>
    public void Struck(Fault fault, int component)
    {
        var depth = VirtualSynchronyEnvironment.DepthAfter(Store, component);
        foreach (var process in Parted[component].Processes)
        {
            Struck(fault, process, depth);
        }
    }

    /// <summary>Something is to be seen of the run.</summary>
    internal void Note(in Observation observation) => log.Add(observation);

    /// <summary>How many messages of a sender count for those who move on from a view without it; -1 for one who moves along.</summary>
    internal void NoteCut(GroupView view, int sender, int count)
    {
        if (count >= 0 && view.SentBy(sender) > 0)
        {
            LastCuts.Add((view.View.Members[sender], count, view.SentBy(sender)));
        }
    }

    /// <summary>A view of some processes, with its traffic.</summary>
    internal GroupView NewView(View view, Process[] members)
    {
        Views.Add(new GroupView(Views.Count + 1, view, members));
        return Views[^1];
    }

    /// <summary>Counts a process that joins, from 1.</summary>
    internal int CountJoin() => ++joined;

    /// <summary>Sets how deep the cascade of a component is.</summary>
    internal void SetDepth(Component component, int depth)
    {
        component.Depth = depth;
        DeepestCascade = Math.Max(DeepestCascade, depth);
    }

    /// <summary>A process's machine gets something from the system or from its application.</summary>
    internal void Feed(Process process, Prompt prompt)
    {
        switch (prompt)
        {
            case Prompt.Block:
                log.Add(Observation.Blocked(process));
                Feed(process, BlockRequested.Instance);
                break;
            case Prompt.View:
                log.Add(Observation.Installed(process, process.Installed!.View, process.Installed.Processes));
                Feed(process, new ViewInstalled(process.Installed.View));
                break;
            case Prompt.Refresh:
                log.Add(Observation.Requested(process, RefreshRequested.Instance));
                Feed(process, RefreshRequested.Instance);
                break;
            case Prompt.Send:
                var number = process.Payloads++;
                var send = new SendRequested(Binding.Payload(process.Id, seat?.NextPayload(process.Id) ?? number));
                log.Add(Observation.Requested(process, send));
                Feed(process, send);
                break;
            default:
                Feed(process, LeaveRequested.Instance);
                break;
        }
    }

    /// <summary>A process's machine takes an input.</summary>
    internal void Feed(Process process, PortEvent input)
    {
        acting = process;
        if (seat is null)
        {
            process.Box = process.Box.Offer(machine, input, process.Entropy, observe);
        }
        else
        {
            seat.Feed(process, input);
        }

        log.Add(Observation.Paused(process, process.Box));
    }

    /// <summary>Records a step and carries out its effects, in order.</summary>
    private void Observe(MemberState before, PortEvent input, Outcome outcome)
    {
        var step = new Step(acting, before, input, outcome, Adversary.IsHostile(acting, input, outcome));
        steps.Add(step);
        log.Add(step);
        if (outcome is not Moved moved)
        {
            return;
        }

        Adversary.NoteMove(acting, input);

        foreach (var effect in moved.Effects)
        {
            switch (effect)
            {
                case Unicast unicast:
                    SendFrom(acting, acting.Installed!.View.IndexOf(unicast.To), unicast.Envelope);
                    break;
                case Multicast multicast:
                    SendFrom(acting, -1, multicast.Envelope);
                    break;
                default:
                    break;
            }
        }
    }

    private void SendFrom(Process sender, int to, Envelope envelope)
    {
        var view = sender.Installed!;
        var place = sender.Place;
        var input = new Received(sender.Id, envelope);
        var index = view.Append(place, new Sent(to, input));
        Adversary.Hear(input, new Origin(view, place, index, to));
        log.Add(Observation.Sent(sender, view.View, index, to, input));
    }

    /// <summary>A process begins in a component, which needs a new view.</summary>
    internal void Start(MemberId id, Component component)
    {
        var process = new Process(Count, id, new Mailbox(machine.Initial(id)), EntropyFor(id), component);
        Members[Count] = process;
        processes.Add(process);
        component.Processes.Add(process);
        component.Target = null;
    }
}
