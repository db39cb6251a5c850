using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds;

/// <summary>
/// The abstract virtual-synchrony world (spec/model/virtual-synchrony.md): processes with their machines, a nondeterministic group
/// communication system that keeps its promises, faults within a budget, and a network adversary. One object runs one schedule after the other.
/// </summary>
public sealed partial class VsWorld : IRecurringWorld, IObservedWorld
{
    /// <summary>The name of the network adversary.</summary>
    public static readonly MemberId OutsiderName = MemberId.Parse("~outsider");

    private readonly List<Process> processes = [];
    private readonly List<Component> components = [];
    private readonly List<Received> heard = [];
    private readonly List<Origin> origins = [];
    private readonly List<Process> departed = [];
    private readonly List<Step> steps = [];
    private readonly ObservationLog log;
    private readonly List<Standing> standings = [];
    private readonly Action<LayerState, PortEvent, Outcome> observe;
    private readonly int[] left = new int[FaultBudget.Names.Count];
    private readonly IMachine machine;
    private Process acting = null!;
    private int joined;

    /// <summary>A world over a suite. <paramref name="mutate"/> replaces the machine by a mutant of it.</summary>
    public VsWorld(Scenario scenario, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        (Scenario, Binding) = (scenario, binding);
        machine = scenario.Protocol.NewMachine(Scenario.Group, binding.Suite, binding.Envelopes);
        machine = mutate?.Invoke(machine, binding) ?? machine;
        observe = (before, input, outcome) => Observe((MemberState)before, input, outcome);
        log = new ObservationLog(binding.Suite);
        Setting = new RunSetting(scenario.Protocol, binding.Suite, OutsiderName)
        {
            FirstDraw = scenario.Start.Draws, FirstCounter = scenario.Start.Counter, Depth = scenario.Faults[Fault.Depth], Describe = binding.Describe,
            IsAttacked = Enumerable.Range((int)Fault.Replay, Fault.Depth - Fault.Replay).Any(f => scenario.Faults[(Fault)f] > 0),
        };
        Outsider = new Process(-1, OutsiderName, new Mailbox(machine.Initial(OutsiderName)), binding.EntropyFor(OutsiderName), new Component(0));
        otherGroup = new OtherGroup(binding);
        forgeries = scenario.Protocol.Messages.Types.Count(t => t.Protection != Protection.GroupEncrypted);
        keepsMoves = scenario.Faults[Fault.Withhold] > 0;
        notes = scenario.Faults[Fault.Alter] + scenario.Faults[Fault.Transplant] > 0;
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
    public IReadOnlyList<Component> Components => components;

    /// <summary>All messages sent in this run, in order: what the adversary heard.</summary>
    public IReadOnlyList<Received> Heard => heard;

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

    /// <summary>How many transitions were made in this run.</summary>
    public int Transitions { get; private set; }

    /// <summary>Whether the adversary fed anybody anything, or kept anything from anybody, in this run.</summary>
    public bool WasAttacked { get; private set; }

    /// <summary>What the adversary did in the last transition; null where it was none of its.</summary>
    public Attack? LastAttack { get; private set; }

    /// <summary>How many views were agreed in this run.</summary>
    public int ViewChanges { get; private set; }

    /// <summary>The deepest cascade of this run: membership faults in a row that struck an unfinished rekey.</summary>
    public int DeepestCascade { get; private set; }

    /// <inheritdoc/>
    public int Actors => 1 + Scenario.Members + Scenario.Faults[Fault.Join] + Scenario.Faults[Fault.Recover];

    /// <inheritdoc/>
    public int OptionalLeft => Scenario.Faults.Total;

    /// <inheritdoc/>
    public void Reset()
    {
        Binding.Reset();
        processes.Clear();
        components.Clear();
        heard.Clear();
        origins.Clear();
        departed.Clear();
        ForgetAttacks();
        steps.Clear();
        log.Clear();
        Scenario.Faults.Counts.CopyTo(left);
        (Transitions, ViewChanges, DeepestCascade, joined, WasAttacked) = (0, 0, 0, 0, false);
        Outsider = new Process(-1, Outsider.Id, Outsider.Box, Binding.EntropyFor(Outsider.Id), Outsider.Component);
        var component = new Component(0);
        components.Add(component);
        for (var i = 0; i < Scenario.Members; i++)
        {
            Start(Scenario.NameOf(i), component);
            processes[i].Counter = Scenario.Start.Counter;
        }
    }

    /// <inheritdoc/>
    public void Offers(List<Offer> offers)
    {
        OfferObligations(offers);
        OfferOptions(offers);
    }

    /// <summary>Adds those of the enabled transitions that must happen, in the same order: for drivers in which somebody else decides on faults.</summary>
    public void OfferObligations(List<Offer> offers)
    {
        foreach (var process in processes)
        {
            if (process.IsAlive)
            {
                OfferProgress(process, offers);
            }
        }

        for (var c = 0; c < components.Count; c++)
        {
            if (components[c].Target is null)
            {
                OfferAgreement(c, offers);
            }
        }
    }

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        steps.Clear();
        log.Clear();
        LastAttack = null;
        Transitions++;
        RequireBareOperands(choice);
        switch ((Move)choice.Kind)
        {
            case Move.Deliver:
                Deliver(Alive(choice.A), choice.B);
                break;
            case Move.Block:
                Block(Alive(choice.A));
                break;
            case Move.Agree:
                Agree(ComponentAt(choice.A), choice.Option);
                break;
            case Move.Install:
                Install(Alive(choice.A));
                break;
            default:
                ApplyFault(choice);
                break;
        }

        foreach (var component in components)
        {
            // A cascade is over when the component has come to rest.
            component.Depth = component.Depth > 0 && component.IsSettled ? 0 : component.Depth;
        }
    }

    /// <summary>An operand or option that the transition does not have belongs to no offer.</summary>
    private static void RequireBareOperands(in Choice choice)
    {
        var move = (Move)choice.Kind;
        if (move <= Move.Install && ((choice.B != 0 && move != Move.Deliver) || (choice.Option != 0 && move != Move.Agree)))
        {
            throw new InvalidChoiceException($"{move} has no operand {choice.B} with option {choice.Option}");
        }
    }

    private void OfferProgress(Process process, List<Offer> offers)
    {
        var actor = (short)(process.Index + 1);
        var flushed = true;
        if (process.Installed is { } view)
        {
            var place = process.Place;
            for (var sender = view.NextSender(place, 0); sender >= 0; sender = view.NextSender(place, sender + 1))
            {
                if (IsDue(process, view.Processes[sender]))
                {
                    flushed = false;
                    offers.Add(new Offer((byte)Move.Deliver, (short)process.Index, (short)sender, 1, actor, false));
                }
            }
        }

        if (process.Pending is not null && flushed)
        {
            offers.Add(new Offer((byte)Move.Install, (short)process.Index, 0, 1, actor, false));
        }

        if (process.Pending is null && process.Installed is not null && !process.IsBlocked && process.Component.Target is null)
        {
            offers.Add(new Offer((byte)Move.Block, (short)process.Index, 0, 1, actor, false));
        }
    }

    /// <summary>Whether what a sender sent can be handed over now: to whoever is about to leave the view, or reaches it.</summary>
    private static bool IsDue(Process receiver, Process sender) => receiver.Pending is not null || ReferenceEquals(sender.Component, receiver.Component);

    private void Deliver(Process receiver, int sender)
    {
        var view = receiver.Installed;
        var place = receiver.Place;
        if (view is null || sender >= view.Processes.Count || sender < 0 || !view.HasNext(place, sender)
            || !IsDue(receiver, view.Processes[sender]))
        {
            throw new InvalidChoiceException($"no message of sender {sender} is due at {receiver.Id}");
        }

        var index = view.Take(place, sender);
        log.Add(Observation.Delivered(receiver, view.View, sender, index));
        Feed(receiver, view.Message(sender, index).Input);
    }

    private void Feed(Process process, PortEvent input)
    {
        acting = process;
        process.Box = process.Box.Offer(machine, input, process.Entropy, observe);
        log.Add(Observation.Paused(process, process.Box));
    }

    /// <summary>Records a step and carries out its effects, in order.</summary>
    private void Observe(MemberState before, PortEvent input, Outcome outcome)
    {
        var step = new Step(acting, before, input, outcome, played.Count > 0 && IsHostile(input, outcome));
        steps.Add(step);
        log.Add(step);
        if (outcome is not Moved moved)
        {
            return;
        }

        if (keepsMoves && input is Received received)
        {
            moves.Add((acting.Index, received.Envelope));
        }

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
        heard.Add(input);
        origins.Add(new Origin(view, place, index, to));
        Note(heard.Count - 1);
        log.Add(Observation.Sent(sender, view.View, index, to, input));
    }

    private void Start(MemberId id, Component component)
    {
        var entropy = Binding.EntropyFor(id);
        entropy = Scenario.Start.Draws > 0 ? new LateEntropy(entropy, Scenario.Start.Draws) : entropy;
        var process = new Process(processes.Count, id, new Mailbox(machine.Initial(id)), entropy, component);
        processes.Add(process);
        component.Processes.Add(process);
        component.Target = null;
    }

    private Process Alive(int index) => index >= 0 && index < processes.Count && processes[index].IsAlive
        ? processes[index]
        : throw new InvalidChoiceException($"there is no living process {index}");

    private Component ComponentAt(int index) => index >= 0 && index < components.Count
        ? components[index]
        : throw new InvalidChoiceException($"there is no component {index}");
}
