using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds.Evs;

/// <summary>What happens at most, in a world below clients of extended virtual synchrony.</summary>
/// <param name="Members">Clients at the beginning; each joins.</param>
/// <param name="Budget">How often at most an optional transition happens; others count 0.</param>
public sealed record EvsScenario(int Members, IReadOnlyDictionary<EvsMove, int> Budget)
{
    /// <summary>What a client that is in no group sends to it, given its membership; asked for where the budget has strays.</summary>
    public Func<View, Envelope>? Stray { get; init; }
}

/// <summary>
/// An environment with extended virtual synchrony (spec/model/extended-virtual-synchrony.md), below clients whose layers make virtual synchrony of it: it
/// may do anything that the rules EVS-1 to EVS-8 allow. Above the layers it plays the applications. It shows what crosses the upper port as any run of a
/// group communication system is shown, so that the same properties watch it.
/// </summary>
public sealed partial class EvsWorld : IObservedWorld
{
    /// <summary>The group.</summary>
    public static readonly GroupId Group = new("g");

    private static readonly MemberId Stranger = MemberId.Parse("~stranger");

    private readonly EvsScenario scenario;
    private readonly ILayer layer;
    private readonly List<EvsProcess> processes = [];
    private readonly List<EvsComponent> components = [];
    private readonly List<Observation> log = [];
    private readonly Dictionary<EvsNote, (View View, int Index, int To)> notes = [];
    private readonly HashSet<string> views = [];
    private readonly int[] left = new int[Enum.GetValues<EvsMove>().Length];
    private readonly List<Standing> standings = [];
    private readonly List<Offer> requirements = [];
    private EvsProcess acting = null!;
    private int serial;

    /// <summary>A world.</summary>
    /// <param name="scenario">What happens at most.</param>
    /// <param name="layer">What makes virtual synchrony of extended virtual synchrony, in each client.</param>
    public EvsWorld(EvsScenario scenario, ILayer layer) => (this.scenario, this.layer) = (scenario, layer);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there are no keys here.</exception>
    public RunSetting Setting => throw new NotSupportedException("this world has no rekey protocol");

    /// <inheritdoc/>
    public int Transitions { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(log);

    /// <inheritdoc/>
    public uint Kinds { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Standings
    {
        get
        {
            standings.Clear();
            foreach (var p in processes)
            {
                var stable = p.Component.Members.Contains(p) ? p.Component.View : null;
                standings.Add(new Standing(p, p.IsAlive && !p.Leaves, stable, p.View, p.Box, 0));
            }

            return standings;
        }
    }

    /// <inheritdoc/>
    public int Actors => 1 + scenario.Members + scenario.Budget.GetValueOrDefault(EvsMove.Join);

    /// <inheritdoc/>
    public int OptionalLeft => scenario.Budget.Values.Sum();

    /// <inheritdoc/>
    public void Reset()
    {
        processes.Clear();
        components.Clear();
        notes.Clear();
        views.Clear();
        Forget();
        (serial, Transitions) = (0, 0);
        Array.Clear(left);
        foreach (var (move, count) in scenario.Budget)
        {
            left[(int)move] = count;
        }

        components.Add(new EvsComponent());
        for (var i = 1; i <= scenario.Members; i++)
        {
            Start(MemberId.Parse($"m{i}"), components[0]);
        }

        Forget();
    }

    /// <inheritdoc/>
    public void Offers(List<Offer> offers)
    {
        foreach (var p in processes)
        {
            OfferProgress(p, offers);
        }

        OfferOptions(offers);
    }

    /// <inheritdoc/>
    public void Apply(in Choice choice)
    {
        Require(choice);
        Forget();
        Transitions++;
        var move = (EvsMove)choice.Kind;
        if (move >= EvsMove.Join)
        {
            left[choice.Kind]--;
            ApplyOption(move, choice);
            return;
        }

        var p = processes[choice.A];
        switch (move)
        {
            case EvsMove.Order:
                Order(p, p.Asked.Dequeue());
                break;
            case EvsMove.Tell:
                Tell(p, choice.Option);
                break;
            case EvsMove.Flush:
                p.IsAsked = false;
                Log(Observation.Blocked(p));
                Feed(p, Flushed.Instance);
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
        if ((EvsMove)choice.Kind >= EvsMove.Join)
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

        throw new InvalidChoiceException($"{(EvsMove)choice.Kind} of {choice.A} and {choice.B} with option {choice.Option} is not enabled");
    }

    private void OfferProgress(EvsProcess p, List<Offer> offers)
    {
        var actor = (short)(p.Index + 1);
        if (!p.IsAlive)
        {
            if (p.Component.Members.Contains(p))
            {
                offers.Add(new Offer((byte)EvsMove.Bury, (short)p.Index, 0, 1, 0, false));
            }

            return;
        }

        if (p.Asked.Count > 0)
        {
            offers.Add(new Offer((byte)EvsMove.Order, (short)p.Index, 0, 1, actor, false));
        }

        if (CountTellable(p) is > 0 and var tellable)
        {
            offers.Add(new Offer((byte)EvsMove.Tell, (short)p.Index, 0, tellable, actor, false));
        }

        if (p.IsAsked)
        {
            offers.Add(new Offer((byte)EvsMove.Flush, (short)p.Index, 0, 1, actor, false));
        }
    }

    /// <summary>The first thing of a stream, and what may overtake it: messages in less than causal order, of senders of whom nothing comes before, within one membership.</summary>
    private static bool IsTellable(EvsProcess p, int at)
    {
        for (var i = 0; i < at; i++)
        {
            var before = p.Stream[i];
            if (before.IsBarrier || ReferenceEquals(before.Origin, p.Stream[at].Origin))
            {
                return false;
            }
        }

        return at == 0 || p.Stream[at].MayOvertake;
    }

    private static int CountTellable(EvsProcess p)
    {
        var count = 0;
        for (var i = 0; i < p.Stream.Count; i++)
        {
            count += IsTellable(p, i) ? 1 : 0;
            if (p.Stream[i].IsBarrier)
            {
                break;
            }
        }

        return count;
    }

    private void Tell(EvsProcess p, int option)
    {
        var at = 0;
        while (!IsTellable(p, at) || option-- > 0)
        {
            at++;
        }

        var telling = p.Stream[at];
        p.Stream.RemoveAt(at);
        p.ToldUpTo = Math.Max(p.ToldUpTo, telling.Serial);
        Feed(p, telling.Event);
    }

    /// <summary>EVS-1: what a client asks for takes effect where the system orders it, whatever membership the client was in when it asked.</summary>
    private void Order(EvsProcess p, EvsDown asked)
    {
        var component = p.Component;
        switch (asked)
        {
            case EvsMulticast multicast:
                var place = ++serial;
                foreach (var member in component.Members)
                {
                    member.Stream.Add(new Telling(place, new EvsDelivered(Group, p.Id, multicast.Service, multicast.Body), p));
                }

                break;
            case EvsJoin when !component.Members.Contains(p):
                component.Members.Add(p);
                component.Members.Sort(static (a, b) => a.Id.CompareTo(b.Id));
                Change(component, null);
                break;
            case EvsLeave when component.Members.Remove(p):
                p.Stream.Add(new Telling(++serial, new EvsLeft(Group), null));
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

        component.Counter += 2;
        component.ChangedAt = ++serial;
        component.View = new View(new ViewId(component.Counter, component.Members[0].Id), [.. component.Members.Select(static m => m.Id)]);
        foreach (var member in component.Members)
        {
            var together = parts?.First(p => p.Contains(member)) ?? component.Members;
            member.Stream.Add(new Telling(serial, new EvsMembership(Group, component.View, [.. together.Where(component.Members.Contains).Select(static t => t.Id).Order()]), null));
        }
    }

    private void Start(MemberId id, EvsComponent component)
    {
        var p = new EvsProcess(processes.Count, id, new Mailbox(layer.Initial(id)), component);
        processes.Add(p);
        component.Processes.Add(p);
        Feed(p, JoinGroup.Instance);
    }

    private void Feed(EvsProcess p, PortEvent input)
    {
        acting = p;
        p.Box = p.Box.Offer(layer, input, NoEntropy.Instance, Observe);
    }

    private void Observe(LayerState before, PortEvent input, Outcome outcome)
    {
        foreach (var effect in outcome is Moved moved ? moved.Effects : [])
        {
            Carry(acting, effect);
        }
    }

    private void Forget()
    {
        log.Clear();
        Kinds = 0;
    }

    private void Log(in Observation observation)
    {
        log.Add(observation);
        Kinds |= 1u << (int)observation.Kind;
    }
}
