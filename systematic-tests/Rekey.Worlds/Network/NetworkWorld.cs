using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Layers;

namespace Rekey.Worlds.Network;

/// <summary>
/// A network of datagrams below daemons (spec/model/network.md): what is sent is under way for as long as the schedule likes, overtaken or not, and within the
/// budget it is lost or comes once more. Above the layers it plays the applications. It shows what crosses both ports.
/// </summary>
public sealed partial class NetworkWorld : IExploredWorld
{
    private static readonly Service[] Services = [Service.Agreed, Service.Safe, Service.Reliable, Service.Fifo, Service.Causal];

    private readonly ILayer layer;
    private readonly IControlTable table;
    private readonly Action<LayerState, PortEvent, Outcome> observe;
    private readonly ObservationLog log = new(null);
    private readonly List<NetworkDaemon> daemons = [];
    private readonly List<LayerStep> steps = [];
    private readonly List<Standing> standings = [];
    private readonly List<Offer> requirements = [];
    private readonly int[] left = new int[Fault.All.Count];
    private readonly View ring;
    private readonly Envelope stray;
    private NetworkDaemon acting = null!;
    private PortEvent? fed;
    private bool isAgreed;
    private bool isUnseen;
    private bool isOver;
    private int underWay;

    /// <summary>A world.</summary>
    /// <param name="scenario">What happens at most; its protocol is the layer.</param>
    /// <param name="mutateLayer">Replaces the layer by a wrong one.</param>
    public NetworkWorld(Scenario scenario, Func<ILayer, ILayer>? mutateLayer = null)
    {
        var definition = (DatagramDaemons)scenario.Protocol;
        var right = definition.NewLayer();
        (Scenario, layer, table, observe) = (scenario, mutateLayer?.Invoke(right) ?? right, definition.Spec.Table, Observe);
        ring = new View(new ViewId(2, scenario.NameOf(0)), [.. Enumerable.Range(0, scenario.Members).Select(scenario.NameOf).Order()]);
        stray = definition.StrayOf(new View(new ViewId(1, ring.Members[0]), ring.Members));
    }

    /// <summary>The faults that it knows.</summary>
    public static IReadOnlyList<Fault> Faults { get; } = [Move.Of<Send>(), .. Fault.All.OfType<NetworkFault>()];

    /// <inheritdoc/>
    public Scenario Scenario { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there are no keys here.</exception>
    public RunSetting Setting => throw new NotSupportedException("this world has no rekey protocol");

    /// <inheritdoc/>
    public int Transitions { get; private set; }

    /// <inheritdoc/>
    public int ViewChanges => isAgreed ? 1 : 0;

    /// <inheritdoc/>
    public int DeepestCascade => 0;

    /// <inheritdoc/>
    public bool IsSettled => daemons.TrueForAll(static d => d.Ring is not null);

    /// <inheritdoc/>
    public IEnumerable<MemberId> Names => daemons.Select(static d => d.Id);

    /// <inheritdoc/>
    public int ProcessCount => daemons.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => log.All;

    /// <inheritdoc/>
    public uint Kinds => log.Kinds;

    /// <inheritdoc/>
    public int Actors => 1 + Scenario.Members;

    /// <inheritdoc/>
    public int OptionalLeft => Scenario.Faults.Total;

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Standings
    {
        get
        {
            standings.Clear();
            standings.AddRange(daemons.Select(d => new Standing(d, true, ring, d.Ring, d.Box, 0)));
            return standings;
        }
    }

    /// <summary>Whether nothing can happen but that a timer fires.</summary>
    public bool IsQuiet => underWay == 0 && daemons.TrueForAll(static d => d.IsFormed);

    /// <summary>The datagram that was taken from the network in the last transition.</summary>
    internal Datagram? Taken { get; private set; }

    /// <summary>The timer that fired in the last transition.</summary>
    internal TimerId? Fired { get; private set; }

    /// <summary>How many datagrams are under way to a daemon.</summary>
    public int CountUnderWayTo(int daemon) => daemons[daemon].UnderWay.Count;

    /// <summary>How many of a daemon's timers are armed.</summary>
    public int CountArmed(int daemon) => daemons[daemon].Armed.Count;

    /// <summary>A daemon's name.</summary>
    public MemberId NameOf(int daemon) => daemons[daemon].Id;

    /// <inheritdoc/>
    public void Reset()
    {
        daemons.Clear();
        Forget();
        (Transitions, underWay, isAgreed, isUnseen, isOver) = (0, 0, false, false, false);
        Scenario.Faults.Counts[..^1].CopyTo(left);
        for (var i = 0; i < Scenario.Members; i++)
        {
            daemons.Add(new NetworkDaemon(i, ring.Members[i], new Mailbox(layer.Initial(ring.Members[i]))));
        }

        for (var i = 0; i < daemons.Count && !Scenario.Start.IsFormed && daemons.Count > 1; i++)
        {
            PutUnderWay(new Datagram(daemons[(i + daemons.Count - 1) % daemons.Count].Id, daemons[i].Id, stray));
        }

        if (Scenario.Start.IsFormed)
        {
            daemons.ForEach(FormAt);
            isUnseen = true;
        }
    }

    /// <inheritdoc/>
    public void Offers(List<Offer> offers)
    {
        OfferObligations(offers);
        OfferOptions(offers);
    }

    /// <inheritdoc/>
    public void OfferObligations(List<Offer> offers)
    {
        var patience = IsQuiet && !isOver ? MostPassed() : -1;
        foreach (var d in daemons)
        {
            if (!d.IsFormed)
            {
                offers.Add(Due<Form>(d, 1));
            }

            if (d.UnderWay.Count > 0)
            {
                offers.Add(Due<Arrive>(d, d.UnderWay.Count));
            }

            if (patience >= 0 && d.Armed.Count(a => a.Passed == patience) is > 0 and var due)
            {
                offers.Add(Due<Fire>(d, due));
            }
        }
    }

    /// <inheritdoc/>
    public void OfferOptions(List<Offer> offers)
    {
        foreach (var fault in Faults)
        {
            for (var i = 0; left[fault.Index] > 0 && i < daemons.Count; i++)
            {
                if ((fault is NetworkFault network ? network.Options(this, i) : Services.Length) is > 0 and var options)
                {
                    offers.Add(new Offer(fault.Number, (short)i, 0, options, 0, true));
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Of the services in less than safe order, one: what the layer does with them differs in nothing but what it says that they were.</remarks>
    public IEnumerable<int> WaysOf(Offer offer) => Enumerable.Range(0, Move.Of(offer.Kind) is Send ? 2 : offer.Options);

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        Require(choice);
        if (!isUnseen)
        {
            Forget();
        }

        isUnseen = false;
        Transitions++;
        var move = Move.Of(choice.Kind);
        if (move is Fault fault)
        {
            left[fault.Index]--;
            log.Add(Observation.Struck(daemons[choice.A], fault.Index, daemons[choice.A].Box.State.Control, 0));
        }

        switch (move)
        {
            case NetworkFault network:
                network.Apply(this, choice);
                break;
            case Send:
                Ask(daemons[choice.A], Services[choice.Option]);
                break;
            case Form:
                FormAt(daemons[choice.A]);
                break;
            case Arrive:
                HandOver(choice.A, choice.Option, stays: false);
                break;
            default:
                FireNext(daemons[choice.A], choice.Option);
                break;
        }
    }

    /// <summary>NET-4: of the timers that wait, those go first that were passed over most.</summary>
    private void FireNext(NetworkDaemon daemon, int option)
    {
        var patience = MostPassed();
        var which = -1;
        for (var more = option; more >= 0; more--)
        {
            which = daemon.Armed.FindIndex(which + 1, a => a.Passed == patience);
        }

        foreach (var d in daemons)
        {
            for (var i = 0; i < d.Armed.Count; i++)
            {
                d.Armed[i] = (d.Armed[i].Timer, d.Armed[i].Passed + 1);
            }
        }

        FireTimer(daemon.Index, which);
    }

    private int MostPassed()
    {
        var most = 0;
        foreach (var d in daemons)
        {
            foreach (var (_, passed) in d.Armed)
            {
                most = Math.Max(most, passed);
            }
        }

        return most;
    }

    /// <summary>Takes a datagram from the network.</summary>
    internal Datagram Take(int daemon, int which)
    {
        Taken = daemons[daemon].UnderWay[which];
        daemons[daemon].UnderWay.RemoveAt(which);
        underWay--;
        return Taken;
    }

    /// <summary>Hands a datagram to the daemon that it is for; it may stay under way.</summary>
    internal void HandOver(int daemon, int which, bool stays)
    {
        Taken = daemons[daemon].UnderWay[which];
        if (!stays)
        {
            Take(daemon, which);
        }

        Feed(daemons[daemon], new Arrived(Taken.From, Taken.Body));
    }

    /// <summary>Lets a timer fire.</summary>
    internal void FireTimer(int daemon, int which)
    {
        Fired = daemons[daemon].Armed[which].Timer;
        daemons[daemon].Armed.RemoveAt(which);
        Feed(daemons[daemon], new TimerDue(Fired));
    }

    private static Offer Due<TMove>(NetworkDaemon d, int options)
        where TMove : Move => new((byte)Move.Of<TMove>(), (short)d.Index, 0, options, (short)(d.Index + 1), false);

    /// <summary>A choice must be one that is offered.</summary>
    private void Require(in Choice choice)
    {
        requirements.Clear();
        Offers(requirements);
        foreach (var offer in requirements)
        {
            if ((offer.Kind, offer.A, offer.B) == (choice.Kind, choice.A, choice.B) && choice.Option >= 0 && choice.Option < offer.Options)
            {
                return;
            }
        }

        throw new InvalidChoiceException($"{Move.Of(choice.Kind)} of {choice.A} and {choice.B} with option {choice.Option} is not enabled");
    }

    private void FormAt(NetworkDaemon d)
    {
        d.IsFormed = true;
        Feed(d, new RingFormed(ring));
    }

    private void Ask(NetworkDaemon d, Service service)
    {
        var note = new RingNote(d.Id, ++d.Notes, service);
        log.Add(Observation.Sent(d, ring, (int)note.Number - 1, -1, new Received(d.Id, note)));
        Feed(d, new RingMulticast(service, note));
    }

    private void Feed(NetworkDaemon d, PortEvent input)
    {
        (acting, fed) = (d, input);
        log.Add(Observation.Crossed(d, input));
        d.Box = d.Box.Offer(layer, input, Evs.NoEntropy.Instance, observe);
        log.Add(Observation.Paused(d, d.Box));
    }

    private void Observe(LayerState before, PortEvent input, Outcome outcome)
    {
        foreach (var leaf in new LayerStep(layer, before, input, outcome).Leaves)
        {
            steps.Add(leaf);
            log.Add(new Step(acting, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false));
        }

        foreach (var effect in outcome is Moved moved ? moved.Effects : [])
        {
            log.Add(Observation.Crossed(acting, effect));
            Carry(acting, effect);
        }
    }

    private void Carry(NetworkDaemon d, PortEvent effect)
    {
        switch (effect)
        {
            case SendTo send:
                PutUnderWay(new Datagram(d.Id, send.To, send.Body));
                break;
            case Arm arm:
                d.Armed.RemoveAll(a => a.Timer == arm.Timer);
                d.Armed.Add((arm.Timer, 0));
                break;
            case Disarm disarm:
                d.Armed.RemoveAll(a => a.Timer == disarm.Timer);
                break;
            case RingOver over:
                isOver |= over.Why == RingEnd.Silent;
                break;
            case RegularConfiguration regular:
                Begin(d, regular.View);
                break;
            case RingDelivered delivered:
                log.Add(Observation.Delivered(d, ring, ring.IndexOf(delivered.From), (int)((RingNote)delivered.Body).Number - 1));
                break;
            default:
                break;
        }
    }

    private void Begin(NetworkDaemon d, View view)
    {
        d.Ring = view;
        if (!isAgreed)
        {
            isAgreed = true;
            log.Add(Observation.Agreed(view));
        }

        log.Add(Observation.Installed(d, view, daemons));
    }

    /// <summary>What is sent again while the same is still under way, is under way once (NET-2).</summary>
    private void PutUnderWay(Datagram datagram)
    {
        var queue = daemons[ring.IndexOf(datagram.To)].UnderWay;
        if (!queue.Exists(q => q.From == datagram.From && q.Body.GetType() == datagram.Body.GetType() && q.Body.Fingerprint == datagram.Body.Fingerprint))
        {
            queue.Add(datagram);
            underWay++;
        }
    }

    private void Forget()
    {
        log.Clear();
        steps.Clear();
        (Taken, Fired, fed) = (null, null, null);
    }
}
