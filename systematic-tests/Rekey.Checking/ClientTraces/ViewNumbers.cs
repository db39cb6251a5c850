namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Numbers views so that they grow at every client, if that can be: names of views in a log are only names. Where it cannot be, they grow up to the install
/// that goes against all before it.
/// </summary>
internal static class ViewNumbers
{
    /// <summary>The number of each view, from 1.</summary>
    /// <param name="trace">The log.</param>
    /// <param name="order">Its events in one order.</param>
    public static uint[] Of(ClientTrace trace, IReadOnlyList<int> order)
    {
        var (arcs, last) = (new List<(int From, int To)>(), new Dictionary<(int Client, int Group), int>());
        foreach (var e in order.Select(i => trace.Events[i]))
        {
            switch (e.Kind)
            {
                case ClientEventKind.View:
                    if (last.TryGetValue((e.Client, e.Group), out var from))
                    {
                        arcs.Add((from, e.View));
                    }

                    last[(e.Client, e.Group)] = e.View;
                    break;
                case ClientEventKind.Left:
                    last.Remove((e.Client, e.Group));
                    break;
                default:
                    break;
            }
        }

        var (good, bad) = (0, arcs.Count + 1);
        while (bad - good > 1)
        {
            // All of them first: nearly always there is such an order.
            var tried = bad > arcs.Count && good == 0 ? arcs.Count : good + ((bad - good) / 2);
            (good, bad) = Sorted(trace.Views.Count, arcs, tried) is null ? (good, tried) : (tried, bad);
        }

        return Sorted(trace.Views.Count, arcs, good)!;
    }

    /// <summary>The places of views in an order that the first arcs allow; null where they allow none.</summary>
    private static uint[]? Sorted(int views, List<(int From, int To)> arcs, int count)
    {
        var (next, incoming, places) = (new List<int>?[views], new int[views], new uint[views]);
        foreach (var (from, to) in arcs.Take(count))
        {
            (next[from] ??= []).Add(to);
            incoming[to]++;
        }

        var free = new Queue<int>(Enumerable.Range(0, views).Where(v => incoming[v] == 0));
        var place = 0u;
        while (free.TryDequeue(out var view))
        {
            places[view] = ++place;
            foreach (var after in next[view] ?? [])
            {
                if (--incoming[after] == 0)
                {
                    free.Enqueue(after);
                }
            }
        }

        return place == views ? places : null;
    }
}
