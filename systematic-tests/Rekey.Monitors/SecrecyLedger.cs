using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// What the secrecy monitors of one run share: the committed epochs, who installed what when, and what adversaries could work out by the end.
/// Knowledge only grows, so everything is asked at the end (spec/properties.md).
/// </summary>
/// <remarks>
/// The strongest adversary is asked first: what it cannot derive is safe from the weaker ones, and one answer mostly serves seven properties. Once it
/// has derived a key, as it must for some protocols, the weaker ones are asked themselves. No question is asked twice.
/// </remarks>
public sealed class SecrecyLedger
{
    private readonly List<(EpochKey Key, GroupView View)> epochs = [];
    private readonly Dictionary<Epoch, int> known = [];
    private readonly List<(Term Payload, int Epoch, GroupView View)> payloads = [];
    private readonly List<bool> safePayloads = [];
    private readonly Dictionary<GroupView, int> agreedAt = [];
    private readonly List<(int First, int Last)> installs = [];
    private readonly EpochOrder order = new();
    private readonly Knowledge traffic = new();
    private readonly Knowledge pool = new();
    private readonly Knowledge compromised = new();
    private readonly List<bool?> strongest = [];
    private readonly List<bool?> outside = [];
    private readonly List<bool?> others = [];
    private readonly List<bool?> earlier = [];
    private readonly List<bool?> later = [];
    private bool strongestDerives;
    private bool asked;
    private bool ordered;
    private int clock;
    private int heard;

    /// <summary>The committed epochs, each once, in the order of their first commitment.</summary>
    public IReadOnlyList<(EpochKey Key, GroupView View)> Epochs => epochs;

    /// <summary>The payloads that were sent as group data: under which of <see cref="Epochs"/>, -1 for none of them, and in which view.</summary>
    public IReadOnlyList<(Term Payload, int Epoch, GroupView View)> Payloads => payloads;

    /// <summary>Forgets the last run.</summary>
    public void Reset()
    {
        epochs.Clear();
        known.Clear();
        payloads.Clear();
        agreedAt.Clear();
        installs.Clear();
        order.Reset();
        traffic.Clear();
        (clock, heard, asked) = (0, 0, false);
    }

    /// <summary>Takes note of what the last transition of a world brought; once, however many monitors say so.</summary>
    public void Note(VsWorld world)
    {
        if (clock == world.Transitions)
        {
            return;
        }

        clock = world.Transitions;
        asked = false;
        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Agreed)
            {
                agreedAt.Add(happened.View!, clock);
            }
            else if (happened.Kind == EventKind.Installed)
            {
                Install(happened.Process!, happened.View!);
            }
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is Moved moved)
            {
                Note(world, step.Process, moved);
            }
        }
    }

    /// <summary>Takes note of a payload that was sent in a view.</summary>
    private void Send(Term payload, Epoch epoch, GroupView view) =>
        payloads.Add((payload, known.TryGetValue(epoch, out var at) && epochs[at].View == view ? at : -1, view));

    /// <summary>Whether all processes outside the view in which a payload was sent, together, can derive it. Asked at the end.</summary>
    /// <param name="world">The world.</param>
    /// <param name="index">A place in <see cref="Payloads"/>.</param>
    public bool OutsideDerivesPayload(VsWorld world, int index)
    {
        var (payload, epoch, view) = payloads[index];
        if (epoch >= 0)
        {
            // The stronger coalition against the epoch's key has been, or is now, asked for its payloads too.
            OutsideDerivesGivenOtherKeys(world, epoch);
            if (safePayloads[index])
            {
                return false;
            }
        }

        return Pool(world, view, static _ => true).Derives(payload);
    }

    /// <summary>A process outside the view that had installed a view before this one was agreed.</summary>
    public bool WasMember(Process process, GroupView view) => process.Index < installs.Count && installs[process.Index].First is > 0 and var t && t < agreedAt[view];

    /// <summary>A process outside the view that installs a view after this one was agreed.</summary>
    public bool BecomesMember(Process process, GroupView view) => process.Index < installs.Count && installs[process.Index].Last > agreedAt[view];

    /// <summary>Whether all processes outside an epoch's view, together and given the keys of all other epochs, can derive its key (StrongKeyIndependence).</summary>
    /// <param name="world">The world.</param>
    /// <param name="epoch">A place in <see cref="Epochs"/>.</param>
    public bool OutsideDerivesGivenOtherKeys(VsWorld world, int epoch)
    {
        BeginAsking(world);
        if (strongest[epoch] is { } answer)
        {
            return answer;
        }

        var knowledge = Pool(world, epochs[epoch].View, static _ => true);
        var derives = DerivesGivenOtherKeys(knowledge, epoch);
        for (var i = 0; i < payloads.Count; i++)
        {
            safePayloads[i] |= payloads[i].Epoch == epoch && !knowledge.Derives(payloads[i].Payload);
        }

        strongest[epoch] = derives;
        strongestDerives |= derives;
        return derives;
    }

    /// <summary>Whether all processes outside an epoch's view, together, can derive its key (KeySecrecy).</summary>
    public bool OutsideDerives(VsWorld world, int epoch) =>
        MayDerive(world, epoch) && (outside[epoch] ??= Pool(world, epochs[epoch].View, static _ => true).Derives((Term)epochs[epoch].Key.Key));

    /// <summary>Whether some of the processes outside an epoch's view, together, can derive its key.</summary>
    public bool SomeOutsideDerive(VsWorld world, int epoch, Func<Process, GroupView, bool> included)
    {
        var (key, view) = epochs[epoch];
        return OutsideDerives(world, epoch) && Pool(world, view, p => included(p, view)).Derives((Term)key.Key);
    }

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all other epochs (KeyIndependence).</summary>
    public bool OtherKeysReveal(VsWorld world, int epoch) => MayDerive(world, epoch) && (others[epoch] ??= DerivesGivenOtherKeys(Passive(world), epoch));

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all epochs that precede it (ForwardSecrecy).</summary>
    public bool EarlierKeysReveal(VsWorld world, int epoch) =>
        MayDerive(world, epoch) && others[epoch] != false && (earlier[epoch] ??= DerivesGiven(world, epoch, preceding: true));

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all epochs that it precedes (BackwardSecrecy).</summary>
    public bool LaterKeysReveal(VsWorld world, int epoch) =>
        MayDerive(world, epoch) && others[epoch] != false && (later[epoch] ??= DerivesGiven(world, epoch, preceding: false));

    /// <summary>What the network adversary can work out once everybody's long-term keys are given away. The object is reused in the next run.</summary>
    public Knowledge AfterCompromise(VsWorld world)
    {
        BeginAsking(world);
        return compromised;
    }

    /// <summary>What crosses the port counts, and not what the state says (spec/properties.md, "Words").</summary>
    private void Note(VsWorld world, Process process, Moved moved)
    {
        foreach (var effect in moved.Effects)
        {
            if (effect is KeyCommitted told)
            {
                Commit(process, CommitWatcher.KeyOf(told, moved.State, world));
            }
            else if (Sent.DataOf(effect) is { } data)
            {
                Send(data.Payload!, data.Message.Header.Epoch, process.Installed!);
            }
        }
    }

    private static TermStore StoreOf(VsWorld world) => ((SymbolicBinding)world.Binding).Store;

    private void Install(Process process, GroupView view)
    {
        while (installs.Count <= process.Index)
        {
            installs.Add((0, 0));
        }

        installs[process.Index] = (installs[process.Index].First == 0 ? clock : installs[process.Index].First, clock);
        order.Install(process, view);
    }

    /// <summary>Takes note of a committed key; one that disagrees with an earlier one counts as an epoch of its own.</summary>
    private void Commit(Process process, EpochKey key)
    {
        order.Commit(process, key.Epoch);
        if (!known.TryGetValue(key.Epoch, out var at) || !epochs[at].Key.Key.Equals(key.Key))
        {
            known.TryAdd(key.Epoch, epochs.Count);
            epochs.Add((key, process.Installed!));
        }
    }

    /// <summary>Whether a key is worth asking weaker adversaries for.</summary>
    private bool MayDerive(VsWorld world, int epoch)
    {
        BeginAsking(world);
        return strongestDerives ? strongest[epoch] != false : OutsideDerivesGivenOtherKeys(world, epoch);
    }

    /// <summary>What the network adversary knows by itself, to be extended.</summary>
    private Knowledge Passive(VsWorld world)
    {
        pool.CopyFrom(Traffic(world));
        return pool;
    }

    private bool DerivesGiven(VsWorld world, int epoch, bool preceding)
    {
        if (!ordered)
        {
            order.Sort(epochs);
            ordered = true;
        }

        var knowledge = Passive(world);
        for (var other = 0; other < epochs.Count; other++)
        {
            if (preceding ? order.Precedes(other, epoch) : order.Precedes(epoch, other))
            {
                knowledge.Learn((Term)epochs[other].Key.Key);
            }
        }

        return knowledge.Derives((Term)epochs[epoch].Key.Key);
    }

    private bool DerivesGivenOtherKeys(Knowledge knowledge, int epoch)
    {
        foreach (var (other, _) in epochs)
        {
            if (other.Epoch != epochs[epoch].Key.Epoch)
            {
                knowledge.Learn((Term)other.Key);
            }
        }

        return knowledge.Derives((Term)epochs[epoch].Key.Key);
    }

    /// <summary>
    /// What the named processes outside a view, pooling all they ever knew, can work out together with the network adversary, who heard everything.
    /// The object is reused by the next call.
    /// </summary>
    public Knowledge Pool(VsWorld world, GroupView view, Func<Process, bool> included)
    {
        var knowledge = Passive(world);
        foreach (var process in world.Processes)
        {
            if (!view.View.Contains(process.Id) && included(process))
            {
                LearnAll(process, world);
            }
        }

        return knowledge;
    }

    /// <summary>Forgets what was asked before the last step.</summary>
    private void BeginAsking(VsWorld world)
    {
        if (asked)
        {
            return;
        }

        (asked, ordered) = (true, false);
        foreach (var answers in (ReadOnlySpan<List<bool?>>)[strongest, outside, others, earlier, later])
        {
            answers.Clear();
            CollectionsMarshal.SetCount(answers, epochs.Count);
            CollectionsMarshal.AsSpan(answers).Clear();
        }

        safePayloads.Clear();
        CollectionsMarshal.SetCount(safePayloads, payloads.Count);
        CollectionsMarshal.AsSpan(safePayloads).Clear();
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

        // What was drawn before the run began was used for nothing.
        for (var draw = world.Scenario.Start.Draws; draw < process.Entropy.Draws; draw++)
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
