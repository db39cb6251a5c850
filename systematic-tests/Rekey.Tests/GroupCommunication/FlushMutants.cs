using System.Collections.Immutable;
using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec.Layers;
using Rekey.Worlds.Evs;

namespace Rekey.Tests.GroupCommunication;

/// <summary>A flush layer with one thing wrong.</summary>
/// <param name="name">What is wrong.</param>
/// <param name="step">Its step, given the right layer's.</param>
internal sealed class FlushMutant(string name, Func<FlushLayer, FlushMember, PortEvent, Outcome> step) : ILayer
{
    private readonly FlushLayer right = new(EvsWorld.Group);

    public Port Lower => right.Lower;

    public Port Upper => right.Upper;

    public LayerState Initial(MemberId self) => right.Initial(self);

    public ImmutableArray<PortEvent> Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => right.Keep(input, waiting);

    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy) => step(right, (FlushMember)state, input);

    public override string ToString() => name;
}

/// <summary>The wrong ones; each with the rule whose breach is noticed first, and the world in which it is.</summary>
internal static class FlushMutants
{
    private static readonly EvsScenario Parting = new(4, new Dictionary<EvsMove, int> { [EvsMove.Crash] = 2, [EvsMove.Partition] = 1, [EvsMove.Merge] = 1, [EvsMove.Send] = 4 });

    private static readonly EvsScenario Open = new(3, new Dictionary<EvsMove, int> { [EvsMove.Join] = 1, [EvsMove.Send] = 4, [EvsMove.Stray] = 3, [EvsMove.Leave] = 1 })
    {
        Stray = static view => new FlushOk(view.Id),
    };

    public static IReadOnlyList<(FlushMutant Mutant, string NoticedBy, EvsScenario Scenario)> All { get; } =
    [
        (new("ok-of-anybody", static (right, m, input) => Step(right, m, input is EvsDelivered { Body: FlushOk ok } d && Missing(m, ok.View) is { } lost && !IsMember(m, ok.View, d.From)
            ? d with { From = lost } : input)), "VSL-1", Open),
        (new("view-before-the-last-ok", static (right, m, input) => Step(right, m, input) is Moved { State: FlushMember after } moved && input is EvsDelivered { Body: FlushOk ok }
            && after.Line.Length > 0 && after.Line[0].View.Id == ok.View && after.Line[0].View.Members.Length > 2
            && after.Line[0].Flushed.Count + 1 == after.Line[0].View.Members.Length && Missing(after, ok.View) is { } last && last != after.Self && Flushes(after)
                ? Step(right, after, new EvsDelivered(EvsWorld.Group, last, Service.Fifo, new FlushOk(ok.View))) is Moved early ? early with { Effects = [.. moved.Effects, .. early.Effects] } : moved
                : Step(right, m, input)), "VS-4", FlushRuns.Stormy),
        (new("early-message-in-the-old-view", static (right, m, input) => Step(right, m, input is EvsDelivered { Body: FlushData { Tag: not null } data } d
            ? d with { Body = new FlushData(data.Body, data.To, null) } : input)), "VSL-2", FlushRuns.Stormy),
        (new("no-tags-while-others-install", static (right, m, input) => Edited(Step(right, m, input), static e =>
            e is EvsMulticast { Body: FlushData data } sent ? sent with { Body = new FlushData(data.Body, data.To, null) } : e)), "VSL-2", FlushRuns.Stormy),
        (new("collapse-forgets-the-leaver", static (right, m, input) => Step(right, input is EvsMembership && !m.Line.IsEmpty
            ? m with { Line = [.. m.Line.Select(c => c with { Flushed = WithoutSelf(c.View, m.Self) })] } : m, input)), "VS-4", FlushRuns.Stormy),
        (new("collapse-without-flushing-again", static (right, m, input) => input is EvsMembership && m.Newest is not null
            ? Edited(Step(right, m, input), static e => e is EvsMulticast { Body: FlushOk } ? null : e) : Step(right, m, input)), "VSL-1", FlushRuns.Stormy),
        (new("views-across-a-parting", static (right, m, input) => Step(right, m, input) is Moved { State: FlushMember { Line: [{ View.Members: [var only] }, _, ..] line } after } moved
            && line[0].View.Id.Counter % 2 == 1 && only == m.Self && m.Control != (byte)FlushState.Entering
                ? Edited(moved with { State = after with { Line = line.RemoveAt(0) } }, e =>
                    e is EvsMulticast { Body: FlushOk ok } sent && ok.View == line[0].View.Id ? sent with { Body = new FlushOk(line[1].View.Id) } : e)
                : Step(right, m, input)), "VS-4", Parting),
        (new("sends-after-flushing", static (right, m, input) => input is Multicast multicast && m.Control == (byte)FlushState.Agree && m.View is { } view
            ? new Moved(default, m, [new EvsMulticast(EvsWorld.Group, Service.Fifo, new FlushData(multicast.Envelope, default, view.Id))], FlushRules.Send)
            : Step(right, m, input)), "VS-6", FlushRuns.Stormy),
        (new("messages-of-those-who-went", static (right, m, input) => input is EvsDelivered { Body: FlushData { Tag: null } } && m.View is not null
            ? Kept(Step(right, m with { Went = m.Went.Clear() }, input), m) : Step(right, m, input)), "VS-5", FlushRuns.Stormy),
        (new("every-signal-passed-on", static (right, m, input) => input is EvsTransitional && m.View is not null ? Step(right, m with { Signalled = false }, input) : Step(right, m, input)), "FL-11", FlushRuns.Stormy),
        (new("own-word-forgotten", static (right, m, input) => Step(right, m, input is EvsDelivered { Body: FlushOk } d && d.From == m.Self ? d with { Body = new FlushOk(default) } : input)), "VSL-1", FlushRuns.Stormy),
        (new("early-messages-dropped", static (right, m, input) => input is EvsDelivered { Body: FlushOk } ? Step(right, m with { Early = [] }, input) : Step(right, m, input)), "VSL-2", FlushRuns.Stormy),
    ];

    private static Outcome Step(FlushLayer right, FlushMember member, PortEvent input) => right.Step(member, input, null!);

    private static bool Flushes(FlushMember member) => (FlushState)member.Control is FlushState.Agree or FlushState.Entering;

    private static bool IsMember(FlushMember member, ViewId view, MemberId from) => member.Line.Any(c => c.View.Id == view && c.View.Contains(from));

    private static MemberId? Missing(FlushMember member, ViewId view)
    {
        var change = member.Line.FirstOrDefault(c => c.View.Id == view);
        var missing = change?.View.Members.Where((m, place) => m != member.Self && !change.Flushed.Contains(place)).ToList();
        return missing is [var first, ..] ? first : null;
    }

    private static MemberSet WithoutSelf(View view, MemberId self)
    {
        var set = default(MemberSet);
        for (var place = 0; place < view.Members.Length; place++)
        {
            set = view.Members[place] == self ? set : set.Add(place);
        }

        return set;
    }

    private static Outcome Edited(Outcome outcome, Func<PortEvent, PortEvent?> edit) =>
        outcome is Moved moved ? moved with { Effects = [.. moved.Effects.Select(edit).OfType<PortEvent>()] } : outcome;

    private static Outcome Kept(Outcome outcome, FlushMember before) =>
        outcome is Moved { State: FlushMember after } moved ? moved with { State = after with { Went = before.Went } } : outcome;
}
