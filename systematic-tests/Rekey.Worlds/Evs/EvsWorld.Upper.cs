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
                p.Asked.Enqueue(down);
                break;
            case ViewInstalled installed:
                // A view is agreed when its first member installs it; with other members under the same name it is another view.
                if (views.Add(installed.View.ToString()))
                {
                    Log(Observation.Agreed(installed.View));
                }

                (p.View, p.SentInView) = (installed.View, 0);
                Log(Observation.Installed(p, installed.View, [.. installed.View.Members.Select(m => processes.First(q => q.Id == m))]));
                break;
            case BlockRequested:
                p.IsAsked = true;
                break;
            case Departed:
                (p.View, p.IsAsked) = (null, false);
                break;
            case Received { Envelope: EvsNote note }:
                var sent = notes[note];
                Log(Observation.Delivered(p, sent.View, sent.View.IndexOf(note.Sender), sent.Index));
                break;
            case TransitionalSignal:
                Log(new Observation { Kind = ObservationKind.Signalled, Process = p, View = p.View });
                break;
            default:
                break;
        }
    }

    /// <summary>A message is sent where it leaves the layers, and not where the application asked for it.</summary>
    private void NoteSending(EvsProcess p, EvsDown down)
    {
        if (down is not EvsMulticast { Body: IUserMessage { Body: EvsNote note } message })
        {
            return;
        }

        var view = p.View!;
        var to = message.To == default ? -1 : view.IndexOf(message.To);
        notes.Add(note, (view, p.SentInView, to));
        Log(Observation.Sent(p, view, p.SentInView++, to, new Received(p.Id, note)));
    }

    private void Ask(EvsProcess p, int option)
    {
        var note = new EvsNote(p.Id, ++p.Notes);
        var others = p.View!.Members.Where(m => m != p.Id).ToList();
        Feed(p, option == 0 || others.Count == 0 ? new Multicast(note) : new Unicast(others[(option - 1) % others.Count], note));
    }
}
