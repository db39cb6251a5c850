using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Spec;
using Rekey.Spec.Layers;
using static Rekey.Spec.Layers.FlushTrigger;

namespace Rekey.GroupCommunication.Flush;

/// <summary>
/// Virtual synchrony over extended virtual synchrony, for one group (paper B, section 3.2: "the VS service is provided by a client library implemented on top
/// of the EVS semantics"; spec/layers/flush.md).
/// </summary>
/// <param name="group">The group.</param>
public sealed class FlushLayer(GroupId group) : ILayer
{
    /// <summary>The group.</summary>
    public GroupId Group { get; } = group;

    private static readonly PortEvent[] None = [];

    /// <inheritdoc/>
    public Port Lower => EvsPort.Port;

    /// <inheritdoc/>
    public Port Upper => VsPort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new FlushMember { Self = self, Control = (byte)FlushState.Outside };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var member = (FlushMember)state;
        return input switch
        {
            EvsDelivered { Body: FlushOk ok } delivered => OnOk(member, ok.View, delivered.From),
            EvsDelivered { Body: ViewTaken taken } delivered => OnTaken(member, taken.View, delivered.From),
            EvsDelivered { Body: FlushData data } delivered => OnData(member, data, delivered.From),
            EvsDelivered delivered => new Rejected(delivered.From, new Rejection(RejectionKind.UnknownType, "body", "a message of the flush layer"), FlushRules.Strangers),
            EvsMembership membership => OnMembership(member, membership),
            EvsTransitional => Decide(member, member.Signalled || member.View is null ? SignalAgain : SignalFirst, static m =>
                (m with { Signalled = true }, [TransitionalSignal.Instance])),
            EvsLeft => Decide(member, Out, static m => (new FlushMember { Self = m.Self, Control = m.Control }, [Departed.Instance])),
            JoinGroup => Decide(member, JoinAsked, m => (m, [new EvsJoin(Group)])),
            LeaveGroup => Decide(member, LeaveAsked, m => (m, [new EvsLeave(Group)])),
            Flushed => Decide(member, FlushAsked, m => (m, [Ok(m.Line[0].View)])),
            Multicast multicast => OnSend(member, multicast.Envelope, default),
            Unicast unicast => OnSend(member, unicast.Envelope, unicast.To),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    /// <summary>FL-12: who leaves has nothing to send any more.</summary>
    public ImmutableArray<PortEvent> Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => input is LeaveGroup or EvsLeft ? [] : waiting;

    private static Outcome Decide(FlushMember member, FlushTrigger trigger, Func<FlushMember, (FlushMember State, PortEvent[] Effects)> act) =>
        FlushTable.Table.Decide(member, trigger, act);

    private static Outcome Decide(FlushMember member, FlushTrigger trigger) => Decide(member, trigger, static m => (m, None));

    private EvsMulticast Ok(View view) => new(Group, Service.Fifo, new FlushOk(view.Id));

    /// <summary>FL-07, FL-10.</summary>
    private Outcome OnSend(FlushMember member, Envelope body, MemberId to) => Decide(member, IsMoot(member, to) ? SendMoot : SendAsked, m =>
        (m, [new EvsMulticast(Group, Service.Fifo, new FlushData(body, to, m.Control == (byte)FlushState.Steady ? null : m.View!.Id))]));

    /// <summary>What waited for this view, for one who is not in it.</summary>
    private static bool IsMoot(FlushMember member, MemberId to) =>
        to != default && (FlushState)member.Control is FlushState.Steady or FlushState.Authorize or FlushState.Verify && !member.View!.Contains(to);

    /// <summary>FL-01, FL-02, FL-06.</summary>
    private Outcome OnMembership(FlushMember member, EvsMembership membership)
    {
        var view = membership.View;
        if (member.Newest is not { } before)
        {
            return Decide(member, ChangeFirst, m => (m with { Newest = view, Line = [new Change(view, default)] }, [Ok(view)]));
        }

        var gone = before.Members.Where(m => !view.Contains(m) || !membership.Together.Contains(m)).ToHashSet();
        var kept = member.Line.RemoveAll(c => gone.Any(m => c.View.IndexOf(m) is >= 0 and var place && !c.Flushed.Contains(place)));
        var after = member with { Newest = view, Went = member.Went.SetItems(gone.Select(m => KeyValuePair.Create(m, view.Id.Counter))) };
        after = after with { Line = Guarded(after, kept.Add(new Change(view, default))) };
        var first = member.Line.IsEmpty;
        var isLost = member.View is { } old && !member.Signalled && gone.Any(old.Contains);
        after = isLost ? after with { Signalled = true } : after;
        PortEvent[] signal = isLost ? [TransitionalSignal.Instance] : [];
        if (first || after.Line[0].View.Id == member.Line[0].View.Id)
        {
            return Decide(member, ChangeAdded, _ => first ? (after with { Taken = default }, [.. signal, BlockRequested.Instance]) : (after, signal));
        }

        // FL-06: who has flushed flushes again, unasked.
        return Decide(member, ChangeReplaces, m => (after with { Taken = default, Early = [] }, m.Control == (byte)FlushState.Authorize ? signal : [.. signal, Ok(after.Line[0].View)]));
    }

    /// <summary>FL-14: those who went from one view on different ways never go from it to one and the same next view.</summary>
    private static ImmutableArray<Change> Guarded(FlushMember member, ImmutableArray<Change> line)
    {
        if (member.View is not { } view || line.IsEmpty || !line[0].View.Members.Any(m => view.Contains(m) && member.IsGone(view, m) && !member.IsGone(line[0].View, m)))
        {
            return line;
        }

        // Names of memberships are even (EVS-2), so that this one is nobody else's.
        var alone = new View(new ViewId(line[0].View.Id.Counter - 1, member.Self), [member.Self]);
        return line.Insert(0, new Change(alone, default));
    }

    /// <summary>FL-04, FL-05.</summary>
    private Outcome OnOk(FlushMember member, ViewId view, MemberId from)
    {
        var at = -1;
        for (var i = 0; i < member.Line.Length; i++)
        {
            at = member.Line[i].View.Id == view ? i : at;
        }

        var place = at < 0 ? -1 : member.Line[at].View.IndexOf(from);
        if (place < 0 || member.Line[at].Flushed.Contains(place))
        {
            return Decide(member, OkStray);
        }

        var change = member.Line[at];
        var counted = change with { Flushed = change.Flushed.Add(place) };
        return at > 0 || counted.Flushed.Count < change.View.Members.Length
            ? Decide(member, OkPartial, m => (m with { Line = m.Line.SetItem(at, counted) }, None))
            : member.Line.Length == 1
                ? Decide(member, OkLast, m => Install(m, counted))
                : Decide(member, OkLastOfMore, m => Install(m, counted));
    }

    /// <summary>FL-05, FL-07, FL-08, FL-11: the view, what its members sent too early, and what comes next.</summary>
    private (FlushMember State, PortEvent[] Effects) Install(FlushMember member, Change head)
    {
        var view = head.View;
        var isLost = view.Members.Any(m => member.IsGone(view, m));
        var after = member with { View = view, Signalled = isLost, Line = member.Line.RemoveAt(0), Early = [] };
        after = after with { Line = Guarded(after, after.Line), Taken = after.Line.IsEmpty ? member.Taken : default };
        PortEvent next = after.Line.IsEmpty ? new EvsMulticast(Group, Service.Fifo, new ViewTaken(view.Id)) : BlockRequested.Instance;
        PortEvent[] signal = isLost ? [TransitionalSignal.Instance] : [];
        var early = member.Early.Where(e => !member.IsGone(view, e.From)).Select(static e => new Received(e.From, e.Body));
        return (after, [new ViewInstalled(view), .. early, .. signal, next]);
    }

    private Outcome OnTaken(FlushMember member, ViewId view, MemberId from)
    {
        var state = (FlushState)member.Control;
        var about = state == FlushState.Verify ? member.View : state is FlushState.Agree or FlushState.Entering ? member.Line[0].View : null;
        var place = about?.IndexOf(from) ?? -1;
        if (place < 0 || about!.Id != view || member.Taken.Contains(place))
        {
            return Decide(member, InstalledStray);
        }

        var taken = member.Taken.Add(place);
        return Decide(member, taken.Count == about.Members.Length ? InstalledLast : InstalledPartial, m => (m with { Taken = taken }, None));
    }

    /// <summary>FL-07, FL-09, FL-13.</summary>
    private static Outcome OnData(FlushMember member, FlushData data, MemberId from)
    {
        if (from == member.Self || (data.To != default && data.To != member.Self))
        {
            return Decide(member, DataStray);
        }

        if (data.Tag is { } tag && member.View?.Id != tag)
        {
            var isEarly = !member.Line.IsEmpty && member.Line[0].View is var head && head.Id == tag && head.Contains(from);
            return Decide(member, isEarly ? DataEarly : DataStray, m => (m with { Early = m.Early.Add((from, data.Body)) }, None));
        }

        return member.View is { } view && view.Contains(from) && !member.IsGone(view, from)
            ? Decide(member, FlushTrigger.Data, m => (m, [new Received(from, data.Body)]))
            : Decide(member, DataStray);
    }
}
