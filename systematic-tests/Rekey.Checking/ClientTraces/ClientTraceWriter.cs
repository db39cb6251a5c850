using System.Text;
using System.Text.Json;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Monitors.GroupCommunication;
using Rekey.Worlds.Documents;

namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Writes what the clients of a run see as a log: of virtual synchrony, what crosses the port of the layers' upper side, as the properties are shown it; of
/// extended virtual synchrony, what crosses the lower one, as the layer's steps show it.
/// </summary>
/// <param name="model">At which port.</param>
/// <param name="group">The group that the upper port is of; events of the lower port name theirs.</param>
public sealed class ClientTraceWriter(GroupModel model, GroupId group)
{
    private static readonly JsonElement True = JsonDocument.Parse("true").RootElement;
    private static readonly string Fifo = ClientTraceFormat.NameOf(Service.Fifo);

    private readonly StringBuilder text = new();
    private readonly Dictionary<Envelope, string> bodies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The log so far.</summary>
    public override string ToString() => $"{Line(new ClientLine { Format = ClientTraceFormat.Current })}{text}";

    /// <summary>Adds what the last transition of a run brought.</summary>
    public void Look(IObservedRun run)
    {
        foreach (ref readonly var seen in run.Observations)
        {
            if (seen is { Kind: ObservationKind.Gone, A: 0 })
            {
                Write(ClientEventKind.Crashed, seen.Process!.Id, null);
            }
            else if (model == GroupModel.Vs)
            {
                Above(seen);
            }
            else if (seen is { Kind: ObservationKind.Stepped, What: Step step })
            {
                Below(step);
            }
        }
    }

    private void Above(in Observation o)
    {
        if (o.Process is not { } process)
        {
            return;
        }

        var view = o.View;
        switch (o.Kind)
        {
            case ObservationKind.Gone:
                Write(ClientEventKind.Left, process.Id, group);
                break;
            case ObservationKind.Installed:
                Write(ClientEventKind.View, process.Id, group, l => l with { View = $"{view!.Id}", Members = [.. view.Members.Select(static m => $"{m}")] });
                break;
            case ObservationKind.Signalled:
                Write(ClientEventKind.Signal, process.Id, group);
                break;
            case ObservationKind.Sent:
                var (message, to) = ($"{view!.Id}/{o.A}", o.B < 0 ? null : $"{view.Members[o.B]}");
                Write(ClientEventKind.Sent, process.Id, group, l => l with
                {
                    Message = message, Service = Fifo, To = to!, SelfDiscard = to is null ? True : default,
                });
                break;
            case ObservationKind.Delivered or ObservationKind.Withheld:
                var (from, name) = ($"{view!.Members[o.A]}", $"{view.Id}/{o.B}");
                Write(ClientEventKind.Delivered, process.Id, group, l => l with { From = from, Message = name });
                break;
            default:
                break;
        }
    }

    private void Below(Step step)
    {
        if (step.Outcome is Deferred)
        {
            return;
        }

        var at = step.Process.Id;
        switch (step.Input)
        {
            case EvsMembership told:
                Write(ClientEventKind.View, at, told.Group, l => l with
                {
                    View = $"{told.View.Id}", Members = [.. told.View.Members.Select(static m => $"{m}")], Together = [.. told.Together.Select(static m => $"{m}")],
                });
                break;
            case EvsTransitional signal:
                Write(ClientEventKind.Signal, at, signal.Group);
                break;
            case EvsDelivered delivered:
                Write(ClientEventKind.Delivered, at, delivered.Group, l => l with { From = $"{delivered.From}", Message = NameOf(delivered.Body), Service = ClientTraceFormat.NameOf(delivered.Service) });
                break;
            case EvsLeft left:
                Write(ClientEventKind.Left, at, left.Group);
                break;
            default:
                break;
        }

        foreach (var effect in step.Outcome is Moved moved ? moved.Effects : [])
        {
            switch (effect)
            {
                case EvsJoin join:
                    Write(ClientEventKind.Joined, at, join.Group);
                    break;
                case EvsMulticast multicast:
                    Write(ClientEventKind.Sent, at, multicast.Group, l => l with { Message = NameOf(multicast.Body), Service = ClientTraceFormat.NameOf(multicast.Service) });
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Two messages with the same content are two messages: what is delivered is the very object that was sent.</summary>
    private string NameOf(Envelope body)
    {
        if (!bodies.TryGetValue(body, out var name))
        {
            bodies.Add(body, name = $"{bodies.Count + 1}");
        }

        return name;
    }

    private void Write(ClientEventKind kind, MemberId client, GroupId? of, Func<ClientLine, ClientLine>? with = null)
    {
        var line = new ClientLine { Event = ClientTraceFormat.NameOf(kind), Client = $"{client}", Group = of?.ToString()! };
        text.Append(Line(with?.Invoke(line) ?? line));
    }

    private static string Line(ClientLine line) => JsonSerializer.Serialize(line, StrictJson.Dense) + "\n";
}
