using Rekey.Core;
using Rekey.Observing;
using Rekey.Explorer;

namespace Rekey.Worlds.Evs;

/// <summary>What crosses the upper port, shown as the runs of any group communication system are.</summary>
public sealed partial class EvsWorld
{
    private void Carry(EvsProcess p, PortEvent effect)
    {
        switch (effect)
        {
            case EvsDown down:
                NoteSending(p, down);
                if (!UpperOf(p).IsRing)
                {
                    p.Asked.Enqueue(down);
                }

                break;
            case RingDown down:
                upper.Show(p, down);
                p.Asked.Enqueue(down);
                break;
            case ViewInstalled installed:
                // A view is agreed when its first member installs it; with other members under the same name it is another view.
                if (views.Add(installed.View.ToString()))
                {
                    log.Add(Observation.Agreed(installed.View));
                }

                (p.View, p.SentInView) = (installed.View, 0);
                log.Add(Observation.Installed(p, installed.View, [.. installed.View.Members.Select(m => processes.First(q => q.Id == m))]));
                break;
            case BlockRequested:
                p.IsAsked = UpperOf(p).AnswersFlush;
                break;
            case Departed:
                (p.View, p.IsAsked, p.IsOut) = (null, false, true);
                break;
            case Received received:
                NoteDelivery(p, received);
                break;
            case TransitionalSignal:
                log.Add(new Observation { Kind = ObservationKind.Signalled, Process = p, View = p.View });
                break;
            case ToClient told when IsStack:
                upper.Show(p, told);
                if (p.Clients.Find(c => c.IsAlive && c.Id == told.Client) is { } client)
                {
                    client.Stream.Add(new Telling(0, told.Event, null));
                }

                break;
            default:
                UpperOf(p).Show(p, effect);
                break;
        }
    }

    /// <summary>A message is sent where it leaves the layers, and not where the application asked for it.</summary>
    private void NoteSending(EvsProcess p, EvsDown down)
    {
        if (down is not EvsMulticast { Body: IUserMessage message })
        {
            return;
        }

        var view = p.View!;
        var to = message.To == default ? -1 : view.IndexOf(message.To);
        if (!sendings.TryGetValue(message.Body, out var known))
        {
            sendings.Add(message.Body, known = []);
        }

        known.Add((view, p.SentInView, to));
        log.Add(Observation.Sent(p, view, p.SentInView++, to, new Received(p.Id, message.Body)));
    }

    /// <summary>
    /// What is handed over is one of the sendings of that very message: one that was for this member, if there is one; else the first, so that whoever watches
    /// sees that it was for somebody else. Of several for this member it is the first that it has not had.
    /// </summary>
    /// <exception cref="SpecificationViolation">Nobody sent it.</exception>
    private void NoteDelivery(EvsProcess p, Received received)
    {
        if (!sendings.TryGetValue(received.Envelope, out var known))
        {
            throw new SpecificationViolation($"{p.Id} is handed {upper.Describe(received.Envelope)}, which nobody sent");
        }

        var due = known.FindAll(s => s.To < 0 || s.View.Members[s.To] == p.Id);
        var (view, index, _) = due.Find(s => !p.Had.Contains((s.View.Id, s.Index, received.From))) is { View: not null } fresh ? fresh : due.Count > 0 ? due[^1] : known[0];
        p.Had.Add((view.Id, index, received.From));
        log.Add(Observation.Delivered(p, view, view.IndexOf(received.From), index));
    }
}
