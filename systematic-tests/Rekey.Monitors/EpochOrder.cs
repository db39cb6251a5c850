using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors;

/// <summary>
/// Which epochs of a run are old, seen from others (spec/properties.md, "Old and subsequent"): an epoch precedes the later ones of its view, and those
/// of every view that a process installs after it committed the epoch; and what precedes a preceding one precedes too.
/// </summary>
/// <remarks>View counters grow along the order, so that what precedes an epoch is complete when epochs are taken by counter and run.</remarks>
public sealed class EpochOrder
{
    private readonly Dictionary<ViewId, List<Epoch>> brought = [];
    private readonly List<Epoch?> newest = [];

    [Derived]
    private readonly List<int> sorted = [];

    [Derived]
    private bool[] precedes = [];

    [Derived]
    private int count;

    /// <summary>Forgets the last run.</summary>
    public void Reset()
    {
        brought.Clear();
        newest.Clear();
    }

    /// <summary>A process commits a key for an epoch.</summary>
    public void Commit(Subject process, Epoch epoch)
    {
        while (newest.Count <= process.Index)
        {
            newest.Add(null);
        }

        if (newest[process.Index] is not { } last || Rank(last) < Rank(epoch))
        {
            newest[process.Index] = epoch;
        }
    }

    /// <summary>A process installs a view: of what it committed before, the newest is enough, for the rest precedes that.</summary>
    public void Install(Subject process, View view)
    {
        if (process.Index < newest.Count && newest[process.Index] is { } epoch)
        {
            if (!brought.TryGetValue(view.Id, out var epochs))
            {
                brought.Add(view.Id, epochs = []);
            }

            epochs.Add(epoch);
        }
    }

    /// <summary>Works out the order of some epochs.</summary>
    public void Sort(IReadOnlyList<(EpochKey Key, View View)> epochs)
    {
        count = epochs.Count;
        if (precedes.Length < count * count)
        {
            precedes = new bool[count * count];
        }

        Array.Clear(precedes);
        sorted.Clear();
        for (var i = 0; i < count; i++)
        {
            var at = sorted.Count;
            while (at > 0 && Rank(epochs[sorted[at - 1]].Key.Epoch) > Rank(epochs[i].Key.Epoch))
            {
                at--;
            }

            sorted.Insert(at, i);
        }

        foreach (var later in sorted)
        {
            var (key, view) = epochs[later];
            brought.TryGetValue(view.Id, out var before);
            foreach (var earlier in sorted)
            {
                var epoch = epochs[earlier].Key.Epoch;
                if ((epoch.View == key.Epoch.View && epoch.Run < key.Epoch.Run) || before?.Contains(epoch) == true)
                {
                    Put(earlier, later);
                }
            }
        }
    }

    /// <summary>Whether one of the epochs that were sorted precedes another.</summary>
    public bool Precedes(int earlier, int later) => precedes[(earlier * count) + later];

    private static ulong Rank(Epoch epoch) => ((ulong)epoch.View.Counter << 32) | epoch.Run;

    private void Put(int earlier, int later)
    {
        precedes[(earlier * count) + later] = true;
        for (var before = 0; before < count; before++)
        {
            precedes[(before * count) + later] |= precedes[(before * count) + earlier];
        }
    }
}
