using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>Applications directly above virtual synchrony: they send notes, answer when they are asked to be silent, and ask out of turn.</summary>
/// <param name="layer">The layers of each client.</param>
/// <param name="table">Their control table.</param>
internal sealed class PlainApplications(ILayer layer, IControlTable table) : EvsUpper
{
    private enum Wishes
    {
        Multicast,
        Unicast,
        UnicastToStranger,
        Silence,
        Join,
        Leave,
    }

    /// <inheritdoc/>
    public override ILayer Layer => layer;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there are no keys here.</exception>
    public override RunSetting Setting => throw new NotSupportedException("this world has no rekey protocol");

    /// <inheritdoc/>
    public override PortEvent Leave => LeaveGroup.Instance;

    /// <inheritdoc/>
    public override bool AnswersFlush => true;

    /// <inheritdoc/>
    public override ObservationLog Log { get; } = new(null);

    /// <inheritdoc/>
    public override int Beginnings => 4;

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => NoEntropy.Instance;

    /// <inheritdoc/>
    /// <remarks>Before it joins, an application may ask for something else, which is no use yet.</remarks>
    public override IEnumerable<PortEvent> Begin(EvsProcess p, int beginning)
    {
        if (beginning > 0)
        {
            yield return Wish(p, beginning switch { 1 => Wishes.Multicast, 2 => Wishes.Silence, _ => Wishes.Leave });
        }

        yield return JoinGroup.Instance;
    }

    /// <inheritdoc/>
    public override int WishesOf(EvsProcess p, Fault fault) => fault is Send && !p.IsOut ? WishesOf(p).Length : 0;

    /// <inheritdoc/>
    public override PortEvent Wish(EvsProcess p, Fault fault, int option) => Wish(p, WishesOf(p)[option]);

    /// <inheritdoc/>
    public override Step StepOf(EvsProcess p, LayerStep leaf) => new(p, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false);

    /// <inheritdoc/>
    public override Mailbox BoxOf(EvsProcess p) => p.Box;

    /// <inheritdoc/>
    public override TraceRecord Tell(EvsProcess p, LayerStep leaf) => EvsWords.Tell(table, p, StepOf(p, leaf), Describe);

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => $"{envelope}";

    /// <summary>
    /// What an application may ask for now: to send to all, to another member, or to one who is none; and, out of turn, to join or to leave once more, or to say
    /// unasked that it is silent.
    /// </summary>
    private static Wishes[] WishesOf(EvsProcess p)
    {
        List<Wishes> wishes = [Wishes.Multicast];
        if (p.View is { } view)
        {
            wishes.AddRange(view.Members.Length > 1 ? [Wishes.Unicast, Wishes.Unicast, Wishes.UnicastToStranger] : [Wishes.UnicastToStranger]);
        }

        wishes.Add(p.IsAsked ? Wishes.Multicast : Wishes.Silence);
        wishes.Add(Wishes.Join);
        if (p.Leaves)
        {
            wishes.Add(Wishes.Leave);
        }

        return [.. wishes];
    }

    private static PortEvent Wish(EvsProcess p, Wishes wish) => wish switch
    {
        Wishes.Multicast => new Multicast(new EvsNote(p.Id, ++p.Notes)),
        Wishes.Unicast => new Unicast(p.View!.Members.First(m => m != p.Id), new EvsNote(p.Id, ++p.Notes)),
        Wishes.UnicastToStranger => new Unicast(EvsWorld.Stranger, new EvsNote(p.Id, ++p.Notes)),
        Wishes.Silence => Flushed.Instance,
        Wishes.Join => JoinGroup.Instance,
        _ => LeaveGroup.Instance,
    };
}
