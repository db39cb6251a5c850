using Rekey.Core;
using Rekey.Monitors.GroupCommunication;
using Rekey.Observing;

namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Shows the events of one group of a log as any run is shown, so that the same properties watch it. Clients are called by their numbers, as
/// <c>%00000007%</c>, so that their names sort as numbers do and fit; <see cref="TraceWords"/> puts the names back.
/// </summary>
internal sealed class LoggedGroup(ClientTrace trace, GroupModel model, uint[] viewNumbers) : IObservedRun
{
    /// <summary>Names no client: views of a log have no proposer that is known.</summary>
    private static readonly MemberId Nobody = MemberId.Parse("%");

    private readonly ObservationLog log = new(null);
    private readonly Dictionary<int, Present> presents = [];
    private readonly Dictionary<int, List<View>> views = [];
    private readonly Dictionary<int, Sending> sendings = [];
    private readonly Dictionary<(int Client, ViewId View), int> counts = [];
    private readonly Dictionary<(int Client, ViewId View), Subject> unseen = [];
    private int subjects;

    /// <summary>A client that is there.</summary>
    private sealed record Present(Subject Subject)
    {
        public View? View { get; set; }
    }

    /// <summary>Where a message was sent, and the how manyth it was of its sender's there.</summary>
    private readonly record struct Sending(View View, int Index);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nothing is known of it.</exception>
    public RunSetting Setting => throw new NotSupportedException("a log says nothing of how its run was set up");

    /// <inheritdoc/>
    public int Transitions { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => log.All;

    /// <inheritdoc/>
    public uint Kinds => log.Kinds;

    /// <inheritdoc/>
    public IReadOnlyList<Standing> Standings => [];

    /// <summary>What messages are called, by where they were sent: for people.</summary>
    public Dictionary<(MemberId Sender, ViewId View, int Index), int> Called { get; } = [];

    /// <summary>The name of a client by its number.</summary>
    public static MemberId IdOf(int client) => MemberId.Parse($"%{client:D8}%");

    /// <summary>The next event happens.</summary>
    public void Show(ClientEvent e, int moment)
    {
        Transitions = moment;
        log.Clear();
        if (e.Kind is ClientEventKind.Crashed or ClientEventKind.Left)
        {
            if (presents.Remove(e.Client, out var gone))
            {
                log.Add(Observation.Gone(gone.Subject, left: e.Kind == ClientEventKind.Left));
            }

            return;
        }

        if (!presents.TryGetValue(e.Client, out var present))
        {
            presents.Add(e.Client, present = new Present(NewSubject(e.Client)));
        }

        switch (e.Kind)
        {
            case ClientEventKind.View:
                Install(present, e);
                break;
            case ClientEventKind.Signal:
                log.Add(new Observation { Kind = ObservationKind.Signalled, Process = present.Subject, View = present.View });
                break;
            case ClientEventKind.Sent:
                Send(present.Subject, e, present.View);
                break;
            case ClientEventKind.Delivered:
                Deliver(present, e);
                break;
            default:
                break;
        }
    }

    private Subject NewSubject(int client) => new(subjects++, IdOf(client));

    private void Install(Present present, ClientEvent e)
    {
        if (!views.TryGetValue(e.View, out var known))
        {
            views.Add(e.View, known = []);
        }

        var view = known.Find(v => v.Members.Length == e.Members!.Length && v.Members.SequenceEqual(e.Members.Select(IdOf)));
        if (view is null)
        {
            known.Add(view = new View(new ViewId(viewNumbers[e.View], Nobody), [.. e.Members!.Select(IdOf)]));
            log.Add(Observation.Agreed(view));
        }

        if (present.View is not null)
        {
            // When clients were asked to be silent is not in a log, and nothing is said of it.
            log.Add(Observation.Blocked(present.Subject));
        }

        if (e.Together is not null)
        {
            log.Add(Observation.Accompanied(present.Subject, [.. e.Together.Select(IdOf)]));
        }

        log.Add(Observation.Installed(present.Subject, view, []));
        present.View = view;
    }

    /// <summary>Of a client that is in no view, what it sends counts as sent in a view of its own; so does what is for one who is not in its view.</summary>
    private void Send(Subject sender, ClientEvent e, View? view)
    {
        var to = e.To < 0 ? (MemberId?)null : IdOf(e.To);
        if (view is null || (to is { } receiver && !view.Contains(receiver)))
        {
            if (view is not null && model == GroupModel.Vs)
            {
                // There nobody sends to one who is not in the view; who is delivered it all the same is delivered what nobody sent.
                return;
            }

            view = new View(new ViewId(0, sender.Id), [.. new[] { sender.Id, to ?? sender.Id }.Distinct().Order()]);
        }

        Note(sender, view, to, e, new LoggedMessage(e.Message, e.Service!.Value, e.SelfDiscard, isUnseen: false));
    }

    private Sending Note(Subject sender, View view, MemberId? to, ClientEvent e, LoggedMessage body)
    {
        var client = trace.Messages[e.Message].From;
        var index = counts.GetValueOrDefault((client, view.Id));
        counts[(client, view.Id)] = index + 1;
        Called.Add((sender.Id, view.Id, index), e.Message);
        log.Add(Observation.Sent(sender, view, index, to is { } receiver ? view.IndexOf(receiver) : -1, new Received(sender.Id, body)));
        return sendings[e.Message] = new Sending(view, index);
    }

    private void Deliver(Present present, ClientEvent e)
    {
        var from = trace.Messages[e.Message].From;
        if (!sendings.TryGetValue(e.Message, out var sent))
        {
            sent = trace.Logged[from] ? Never(from, e) : Unseen(from, e, present.View);
        }

        log.Add(Observation.Delivered(present.Subject, sent.View, sent.View.IndexOf(IdOf(from)), sent.Index));
    }

    /// <summary>A message that nobody sent before, though its sender has a log.</summary>
    private Sending Never(int from, ClientEvent e)
    {
        var own = new View(new ViewId(0, IdOf(from)), [IdOf(from)]);
        Called.TryAdd((IdOf(from), own.Id, int.MaxValue), e.Message);
        return new Sending(own, int.MaxValue);
    }

    /// <summary>
    /// A message of a client that has no log: it was sent some time before. In virtual synchrony, in the view in which it is delivered first, if its sender is
    /// in it: then it is another member for each view, of which nothing is known but this.
    /// </summary>
    private Sending Unseen(int from, ClientEvent e, View? here)
    {
        var view = model == GroupModel.Vs && here?.Contains(IdOf(from)) == true ? here : new View(new ViewId(0, IdOf(from)), [IdOf(from)]);
        if (!unseen.TryGetValue((from, view.Id), out var sender))
        {
            unseen.Add((from, view.Id), sender = NewSubject(from));
            if (view == here)
            {
                log.Add(Observation.Installed(sender, view, []));
            }
        }

        return Note(sender, view, null, e, new LoggedMessage(e.Message, e.Service ?? Service.Reliable, isSelfDiscarded: true, isUnseen: true));
    }
}
