namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Puts the events of logs into one order. Between clients a log says nothing of time, but that a message is sent before it is delivered: so an event comes as
/// early as it is written, and a delivery, with all that follows at its client, after the sending.
/// </summary>
internal static class EventOrder
{
    /// <summary>The events, by number, in one order that may have been; where there is none, as far as there is one, and then the first delivery that comes too early.</summary>
    public static List<int> Of(ClientTrace trace)
    {
        var sends = new HashSet<int>(trace.Events.Where(static e => e.Kind == ClientEventKind.Sent).Select(static e => e.Message));
        var queues = new Queue<int>[trace.Clients.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < trace.Events.Count; i++)
        {
            var client = trace.Events[i].Client;
            if (queues[client] is null)
            {
                queues[client] = new Queue<int>();
                ready.Enqueue(client, i);
            }

            queues[client].Enqueue(i);
        }

        var (order, waiting) = (new List<int>(trace.Events.Count), new Dictionary<int, List<int>>());
        while (order.Count < trace.Events.Count)
        {
            if (!ready.TryDequeue(out var client, out _))
            {
                // All who are left wait for each other.
                order.Add(waiting.SelectMany(static w => w.Value).Min(c => queues[c].Peek()));
                break;
            }

            var next = trace.Events[queues[client].Peek()];
            if (next.Kind == ClientEventKind.Delivered && sends.Contains(next.Message))
            {
                if (!waiting.TryGetValue(next.Message, out var others))
                {
                    waiting.Add(next.Message, others = []);
                }

                others.Add(client);
                continue;
            }

            Take(client);
        }

        return order;

        void Take(int client)
        {
            var at = queues[client].Dequeue();
            order.Add(at);
            if (trace.Events[at].Kind == ClientEventKind.Sent)
            {
                sends.Remove(trace.Events[at].Message);
                waiting.Remove(trace.Events[at].Message, out var woken);
                woken?.ForEach(c => ready.Enqueue(c, queues[c].Peek()));
            }

            if (queues[client].TryPeek(out var following))
            {
                ready.Enqueue(client, following);
            }
        }
    }
}
