using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Layers;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Evs;

/// <summary>
/// An environment with extended virtual synchrony (spec/model/extended-virtual-synchrony.md), below clients whose layers make virtual synchrony of it: it
/// may do anything that the rules EVS-1 to EVS-8 allow. Above the layers it plays the applications. It shows what crosses the upper port as any run of a
/// group communication system is shown, so that the same properties watch it.
/// </summary>
public sealed partial class EvsWorld : IExploredWorld
{
    /// <summary>A process that is no member.</summary>
    internal static readonly MemberId Stranger = MemberId.Parse("~stranger");

    private readonly EvsClient client;
    private readonly GroupId group;
    private readonly EvsUpper upper;
    private readonly EvsUpper? clients;
    private readonly ObservationLog log;
    private readonly Action<LayerState, PortEvent, Outcome> observe;
    private readonly List<EvsProcess> processes = [];
    private readonly List<EvsComponent> components = [];
    private readonly List<LayerStep> steps = [];
    private readonly Dictionary<Envelope, List<(View View, int Index, int To)>> sendings = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> views = [];
    private readonly int[] left = new int[Fault.All.Count];
    private readonly List<Standing> standings = [];
    private readonly List<Standing> daemons = [];
    private readonly List<Offer> requirements = [];
    private EvsProcess acting = null!;
    private PortEvent? fed;
    private string ordered = "";
    private int serial;
    private int joined;
    private bool isUnseen;

    /// <summary>A world.</summary>
    /// <param name="scenario">What happens at most; its protocol is the client.</param>
    /// <param name="mutate">Replaces the machine of the rekey protocol, where there is one, by a wrong one.</param>
    /// <param name="mutateLayer">Replaces the layer below it by a wrong one.</param>
    public EvsWorld(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate = null, Func<ILayer, ILayer>? mutateLayer = null)
    {
        (Scenario, client, group) = (scenario, (EvsClient)scenario.Protocol, scenario.Groups[0]);
        upper = client.NewUpper(scenario, mutate, mutateLayer);
        clients = upper.IsRing ? upper.Clients : upper;
        (log, observe) = (upper.Log, Observe);
    }

    /// <summary>The faults that it knows.</summary>
    public static IReadOnlyList<Fault> Faults { get; } =
        [Move.Of<Crash>(), Move.Of<Leave>(), Move.Of<Join>(), Move.Of<Partition>(), Move.Of<Merge>(), Move.Of<Send>(), Move.Of<Forge>()];

    /// <inheritdoc/>
    public Scenario Scenario { get; }

    /// <inheritdoc/>
    public RunSetting Setting => upper.Setting;

    /// <inheritdoc/>
    public int Transitions { get; private set; }

    /// <inheritdoc/>
    public int ViewChanges { get; private set; }

    /// <inheritdoc/>
    public int DeepestCascade { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<MemberId> Names => processes.Select(static p => p.Id);

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => log.All;

    /// <inheritdoc/>
    public uint Kinds => log.Kinds;

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Standings
    {
        get
        {
            Stand(standings, p => p.Daemon is not null == IsStack);
            standings.AddRange(upper.Others);

            return standings;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Daemons
    {
        get
        {
            Stand(daemons, p => upper.IsRing && p.Daemon is null);

            return daemons;
        }
    }

    /// <summary>Whether clients are processes of their own, above daemons.</summary>
    private bool IsStack => upper.IsRing && clients is not null;

    /// <inheritdoc/>
    public int Actors => 1 + Scenario.Processes + (IsStack ? Scenario.Members : 0);

    /// <inheritdoc/>
    public int OptionalLeft => Scenario.Faults.Total;

    /// <inheritdoc/>
    public void Reset()
    {
        processes.Clear();
        components.Clear();
        sendings.Clear();
        upper.Reset();
        views.Clear();
        Forget();
        (serial, joined, Transitions, ViewChanges, DeepestCascade) = (0, 0, 0, 0, 0);
        Scenario.Faults.Counts[..^1].CopyTo(left);
        components.Add(new EvsComponent());
        for (var i = 0; i < Scenario.Members; i++)
        {
            Start(Scenario.NameOf(i), components[0], null);
        }

        if (upper.IsRing)
        {
            components[0].Members.AddRange(processes);
            Change(components[0], null);
            foreach (var daemon in IsStack ? components[0].Processes : [])
            {
                Start(MemberId.Parse($"m@{daemon.Id}"), components[0], daemon);
            }
        }

        // Of daemons the beginning shows what their clients ask for.
        isUnseen = upper.IsRing;
        steps.Clear();
        if (!isUnseen)
        {
            Forget();
        }

        if (Scenario.Start.IsFormed)
        {
            Form();
        }
    }

    /// <summary>The first members form their group, in one of the ways in which they can; who watches sees it together with the first transition.</summary>
    private void Form()
    {
        for (Pending(); requirements.Count > 0; Pending())
        {
            Make(requirements[0].With(0));
        }

        steps.Clear();
        (ViewChanges, isUnseen) = (0, true);

        void Pending()
        {
            requirements.Clear();
            OfferObligations(requirements);
        }
    }

    /// <inheritdoc/>
    public bool IsSettled => components.TrueForAll(c => IsSettledIn(c) && (IsStack ? c.Processes.SelectMany(static d => d.Clients).Where(static m => m.IsAlive) : c.Members).All(m => m.Leaves || UpperOf(m).HasKey(m)));

    /// <inheritdoc/>
    public int ProcessCount => processes.Count;

    /// <inheritdoc/>
    public void Offers(List<Offer> offers)
    {
        OfferObligations(offers);
        OfferOptions(offers);
    }

    /// <inheritdoc/>
    public void OfferObligations(List<Offer> offers)
    {
        foreach (var p in processes)
        {
            OfferProgress(p, offers);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<int> WaysOf(Offer offer) => Enumerable.Range(0, offer.Options);

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        Require(choice);
        if (isUnseen)
        {
            isUnseen = false;
        }
        else
        {
            Forget();
        }

        Transitions++;
        Make(choice);
    }

    private void Make(in Choice choice)
    {
        var move = Move.Of(choice.Kind);
        if (move is Fault fault)
        {
            left[fault.Index]--;
            ApplyOption(fault, choice);
            return;
        }

        var p = processes[choice.A];
        switch (move)
        {
            case Order when p.Daemon is { } daemon:
                Feed(daemon, new FromClient(p.Id, (EvsDown)p.Asked.Dequeue()));
                break;
            case Order:
                PutInOrder(p, p.Asked.Dequeue());
                break;
            case Tell:
                TellNext(p, choice.Option);
                break;
            case Flush:
                p.IsAsked = false;
                Feed(p, Flushed.Instance);
                break;
            case Bury when p.Daemon is { } daemon:
                p.IsSessionOver = true;
                Feed(daemon, new Disconnect(p.Id));
                break;
            case Bury when upper.IsRing:
                Fail(p, choice.Option);
                break;
            default:
                p.Component.Processes.Remove(p);
                p.Component.Members.Remove(p);
                Change(p.Component, null);
                break;
        }
    }

    /// <summary>A choice must be one that is offered.</summary>
    private void Require(in Choice choice)
    {
        requirements.Clear();
        if (Move.Of(choice.Kind) is Fault)
        {
            OfferOptions(requirements);
        }
        else if (choice.A >= 0 && choice.A < processes.Count)
        {
            OfferProgress(processes[choice.A], requirements);
        }

        foreach (var offer in requirements)
        {
            if ((offer.Kind, offer.A, offer.B) == (choice.Kind, choice.A, choice.B) && choice.Option >= 0 && choice.Option < offer.Options)
            {
                return;
            }
        }

        throw new InvalidChoiceException($"{Move.Of(choice.Kind)} of {choice.A} and {choice.B} with option {choice.Option} is not enabled");
    }

    /// <summary>EVS-1: what a client asks for takes effect where the system orders it, whatever membership the client was in when it asked.</summary>
    private void PutInOrder(EvsProcess p, PortEvent asked)
    {
        var component = p.Component;
        ordered = Said(asked);
        switch (asked)
        {
            case EvsMulticast multicast:
                var place = ++serial;
                foreach (var member in component.Members)
                {
                    member.Stream.Add(new Telling(place, new EvsDelivered(group, p.Id, multicast.Service, multicast.Body), p));
                }

                break;
            case RingMulticast multicast:
                var at = ++serial;
                component.Members.ForEach(m => m.Stream.Add(new Telling(at, new RingDelivered(p.Id, multicast.Service, multicast.Body), p)));
                break;
            case EvsJoin when !component.Members.Contains(p):
                List<EvsProcess> before = [.. component.Members];
                component.Members.Add(p);
                component.Members.Sort(static (a, b) => a.Id.CompareTo(b.Id));
                Change(component, [before, [p]]);
                break;
            case EvsLeave when component.Members.Remove(p):
                p.Stream.Add(new Telling(++serial, new EvsLeft(group), null));
                Change(component, null);
                break;
            default:
                break;
        }
    }

    /// <summary>A membership, to all members. Who came together: those of one of the parts that a network change brought together, or all but the newcomer.</summary>
    private void Change(EvsComponent component, IReadOnlyList<IReadOnlyList<EvsProcess>>? parts)
    {
        if (component.Members.Count == 0)
        {
            component.View = null;
            return;
        }

        ViewChanges++;
        component.Counter += 2;
        component.ChangedAt = ++serial;
        component.View = new View(new ViewId(component.Counter, component.Members[0].Id), [.. component.Members.Select(static m => m.Id)]);
        foreach (var member in component.Members)
        {
            var together = parts?.First(p => p.Contains(member)) ?? component.Members;
            PortEvent news = upper.IsRing
                ? new RegularConfiguration(component.View)
                : new EvsMembership(group, component.View, [.. together.Where(component.Members.Contains).Select(static t => t.Id).Order()]);
            member.Stream.Add(new Telling(serial, news, null));
        }
    }

    /// <summary>A process begins, and joins; before that, its application may ask for something else, which is no use yet.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="component">Where it is.</param>
    /// <param name="daemon">The daemon with which it has a session; null where it has none.</param>
    /// <param name="beginning">In which way it begins.</param>
    private void Start(MemberId id, EvsComponent component, EvsProcess? daemon, int beginning = 0)
    {
        var its = daemon is null ? upper : clients!;
        var index = IsStack ? processes.Count(p => p.Daemon is null == daemon is null) : processes.Count;
        var p = new EvsProcess(processes.Count, index, id, new Mailbox(its.Layer.Initial(id)), its.EntropyFor(id), component, daemon);
        processes.Add(p);
        (daemon?.Clients ?? component.Processes).Add(p);
        if (daemon is not null)
        {
            Feed(daemon, new Connect(id));
        }

        foreach (var first in its.Begin(p, beginning))
        {
            Feed(p, first);
        }
    }

    private void Feed(EvsProcess p, PortEvent input)
    {
        (acting, fed) = (p, input);
        var its = UpperOf(p);
        its.Show(p, input);
        p.Box = p.Box.Offer(its.Layer, input, p.Entropy, observe);
        p.View = its.RestsIn(p);
        if (IsWatched(p))
        {
            log.Add(Observation.Paused(p, its.BoxOf(p)));
        }
    }

    /// <summary>What stands above the layers of a process.</summary>
    private EvsUpper UpperOf(EvsProcess p) => p.Daemon is null ? upper : clients!;

    /// <summary>Whether it is shown as a process of the run: of a stack, clients are, and daemons only by what they and their clients tell each other.</summary>
    private bool IsWatched(EvsProcess p) => !IsStack || p.Daemon is not null;

    private void Stand(List<Standing> all, Func<EvsProcess, bool> isAsked)
    {
        all.Clear();
        foreach (var p in processes.Where(isAsked))
        {
            var stable = p.Daemon is { } daemon ? upper.ViewOf(daemon, p.Id) : p.Component.Members.Contains(p) ? p.Component.View : null;

            // What a daemon names again is the view that its client has.
            stable = stable?.ToString() == p.View?.ToString() ? p.View : stable;
            all.Add(new Standing(p, p.IsAlive && !p.Leaves, stable, UpperOf(p).SettledIn(p), UpperOf(p).BoxOf(p), p.Entropy.Draws));
        }
    }

    private void Observe(LayerState before, PortEvent input, Outcome outcome)
    {
        foreach (var leaf in new LayerStep(UpperOf(acting).Layer, before, input, outcome).Leaves)
        {
            steps.Add(leaf);
            if (UpperOf(acting).StepOf(acting, leaf) is { } step)
            {
                log.Add(step);
            }

            if (leaf is { Input: Flushed, Outcome: Moved })
            {
                log.Add(Observation.Blocked(acting));
            }

            foreach (var effect in leaf.Outcome is Moved moved ? moved.Effects : [])
            {
                if (UpperOf(acting).Leaves(leaf, effect))
                {
                    Carry(acting, effect);
                }
            }
        }
    }

    private void Forget()
    {
        log.Clear();
        steps.Clear();
    }
}
