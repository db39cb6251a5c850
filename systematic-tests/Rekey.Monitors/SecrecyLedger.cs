using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// What the secrecy monitors of one run share: the committed epochs, and what coalitions of processes could work out by the end. Knowledge only
/// grows, so everything is asked at the end (spec/properties.md).
/// </summary>
public sealed class SecrecyLedger
{
    private readonly List<(EpochKey Key, GroupView View)> epochs = [];
    private readonly Dictionary<Epoch, int> known = [];
    private readonly Dictionary<GroupView, int> agreedAt = [];
    private readonly List<(int First, int Last)> installs = [];
    private readonly Knowledge traffic = new();
    private readonly Knowledge pool = new();
    private int clock;
    private int heard;

    /// <summary>The committed epochs, each once, in the order of their first commitment.</summary>
    public IReadOnlyList<(EpochKey Key, GroupView View)> Epochs => epochs;

    /// <summary>Forgets the last run.</summary>
    public void Reset()
    {
        epochs.Clear();
        known.Clear();
        agreedAt.Clear();
        installs.Clear();
        traffic.Clear();
        (clock, heard) = (0, 0);
    }

    /// <summary>Takes note of installations.</summary>
    public void Note(VsWorld world)
    {
        clock++;
        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Agreed)
            {
                agreedAt.Add(happened.View!, clock);
            }
            else if (happened.Kind == EventKind.Installed)
            {
                var index = happened.Process!.Index;
                while (installs.Count <= index)
                {
                    installs.Add((0, 0));
                }

                installs[index] = (installs[index].First == 0 ? clock : installs[index].First, clock);
            }
        }
    }

    /// <summary>Takes note of a committed key; one that disagrees with an earlier one counts as an epoch of its own.</summary>
    public void Commit(EpochKey key, GroupView view)
    {
        if (!known.TryGetValue(key.Epoch, out var at) || !epochs[at].Key.Key.Equals(key.Key))
        {
            known.TryAdd(key.Epoch, epochs.Count);
            epochs.Add((key, view));
        }
    }

    /// <summary>A process outside the view that had installed a view before this one was agreed.</summary>
    public bool WasMember(Process process, GroupView view) => process.Index < installs.Count && installs[process.Index].First is > 0 and var t && t < agreedAt[view];

    /// <summary>A process outside the view that installs a view after this one was agreed.</summary>
    public bool BecomesMember(Process process, GroupView view) => process.Index < installs.Count && installs[process.Index].Last > agreedAt[view];

    /// <summary>
    /// What the named processes outside a view, pooling all they ever knew, can work out together with the network adversary, who heard everything.
    /// The object is reused by the next call.
    /// </summary>
    public Knowledge Pool(VsWorld world, GroupView view, Func<Process, bool> included)
    {
        pool.CopyFrom(Traffic(world));
        foreach (var process in world.Processes)
        {
            if (!view.View.Contains(process.Id) && included(process))
            {
                LearnAll(process, world);
            }
        }

        return pool;
    }

    /// <summary>What the network adversary can work out once everybody's long-term keys are given away. The object is reused by the next call.</summary>
    public Knowledge AfterCompromise(VsWorld world)
    {
        var store = StoreOf(world);
        pool.CopyFrom(Traffic(world));
        foreach (var process in world.Processes)
        {
            pool.Learn(store.ChannelKey(process.Id));
            pool.Learn(store.SigningKey(process.Id));
        }

        return pool;
    }

    private static TermStore StoreOf(VsWorld world) => ((SymbolicBinding)world.Binding).Store;

    private void LearnAll(Process process, VsWorld world)
    {
        var store = StoreOf(world);
        pool.Learn(store.ChannelKey(process.Id));
        pool.Learn(store.SigningKey(process.Id));
        for (var draw = 0u; draw < process.Entropy.Draws; draw++)
        {
            pool.Learn(store.Nonce(process.Id, draw));
        }
    }

    /// <summary>The closure of all traffic and of what the outsider made up itself; built once per run.</summary>
    private Knowledge Traffic(VsWorld world)
    {
        var store = StoreOf(world);
        if (heard == 0)
        {
            for (var draw = 0u; draw < world.Outsider.Entropy.Draws; draw++)
            {
                traffic.Learn(store.Nonce(world.Outsider.Id, draw));
            }

            traffic.Learn(store.ChannelKey(world.Outsider.Id));
        }

        for (; heard < world.Heard.Count; heard++)
        {
            traffic.Learn(((SymbolicEnvelope)world.Heard[heard].Envelope).ToTerm(store));
        }

        return traffic;
    }
}
