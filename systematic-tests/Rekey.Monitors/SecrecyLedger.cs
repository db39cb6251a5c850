using System.Runtime.InteropServices;
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
    private readonly Knowledge compromised = new();
    private readonly List<bool?> outside = [];
    private readonly List<bool?> givenOtherKeys = [];
    private bool asked;
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
        (clock, heard, asked) = (0, 0, false);
    }

    /// <summary>Takes note of installations.</summary>
    public void Note(VsWorld world)
    {
        clock++;
        asked = false;
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

    /// <summary>Whether all processes outside an epoch's view, together, can derive its key. Asked at the end.</summary>
    /// <param name="world">The world.</param>
    /// <param name="epoch">A place in <see cref="Epochs"/>.</param>
    /// <remarks>
    /// The strongest coalition is asked first: knowledge is monotone, so that what it cannot derive is safe from weaker ones, and one answer
    /// mostly serves four properties. No question is asked twice.
    /// </remarks>
    public bool OutsideDerives(VsWorld world, int epoch)
    {
        if (!OutsideDerivesGivenOtherKeys(world, epoch))
        {
            return false;
        }

        var (key, view) = epochs[epoch];
        return Remember(outside, epoch, outside[epoch] ?? Pool(world, view, static _ => true).Derives((Term)key.Key));
    }

    /// <summary>The same, when the keys of all other epochs are given away.</summary>
    public bool OutsideDerivesGivenOtherKeys(VsWorld world, int epoch)
    {
        BeginAsking(world);
        if (givenOtherKeys[epoch] is { } answer)
        {
            return answer;
        }

        var (key, view) = epochs[epoch];
        var knowledge = Pool(world, view, static _ => true);
        foreach (var (other, _) in epochs)
        {
            if (other.Epoch != key.Epoch)
            {
                knowledge.Learn((Term)other.Key);
            }
        }

        return Remember(givenOtherKeys, epoch, knowledge.Derives((Term)key.Key));
    }

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

    /// <summary>What the network adversary can work out once everybody's long-term keys are given away. The object is reused in the next run.</summary>
    public Knowledge AfterCompromise(VsWorld world)
    {
        BeginAsking(world);
        return compromised;
    }

    private static bool Remember(List<bool?> answers, int epoch, bool answer)
    {
        answers[epoch] = answer;
        return answer;
    }

    private static TermStore StoreOf(VsWorld world) => ((SymbolicBinding)world.Binding).Store;

    /// <summary>Forgets what was asked before the last step.</summary>
    private void BeginAsking(VsWorld world)
    {
        if (asked)
        {
            return;
        }

        asked = true;
        foreach (var answers in (ReadOnlySpan<List<bool?>>)[outside, givenOtherKeys])
        {
            answers.Clear();
            CollectionsMarshal.SetCount(answers, epochs.Count);
            CollectionsMarshal.AsSpan(answers).Clear();
        }

        var store = StoreOf(world);
        compromised.CopyFrom(Traffic(world));
        foreach (var process in world.Processes)
        {
            compromised.Learn(store.ChannelKey(process.Id));
            compromised.Learn(store.SigningKey(process.Id));
        }
    }

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
