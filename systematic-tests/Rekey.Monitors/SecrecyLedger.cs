using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// What the secrecy monitors of one run share: the committed epochs, who installed what when, and what adversaries could work out by the end.
/// Knowledge only grows, so everything is asked at the end (spec/properties.md).
/// </summary>
/// <remarks>
/// The strongest adversary is asked first: what it cannot derive is safe from the weaker ones, and one answer mostly serves seven properties. Once it
/// has derived a key, as it must for some protocols, the weaker ones are asked themselves. No question is asked twice.
/// </remarks>
public sealed class SecrecyLedger : Fold
{
    private readonly List<(EpochKey Key, View View)> epochs = [];
    private readonly Dictionary<Epoch, int> known = [];
    private readonly List<(Term Payload, int Epoch, View View)> payloads = [];

    [Derived]
    private readonly List<bool> safePayloads = [];
    private readonly Dictionary<ViewId, int> agreedAt = [];
    private readonly List<(int First, int Last)> installs = [];
    private readonly EpochOrder order = new();
    private readonly List<Term> heard = [];
    private readonly List<Term> keysElsewhere = [];
    private readonly PerProcess<View> installed = new();
    private int clock;

    [Derived]
    private readonly Knowledge traffic = new();

    [Derived]
    private readonly Knowledge pool = new();

    [Derived]
    private readonly Knowledge compromised = new();

    [Derived]
    private readonly List<bool?> strongest = [];

    [Derived]
    private readonly List<bool?> outside = [];

    [Derived]
    private readonly List<bool?> others = [];

    [Derived]
    private readonly List<bool?> earlier = [];

    [Derived]
    private readonly List<bool?> later = [];

    [Derived]
    private bool strongestDerives;

    [Derived]
    private bool asked;

    [Derived]
    private bool ordered;

    [Derived]
    private int seen;

    [Derived]
    private int learned;

    /// <summary>The committed epochs, each once, in the order of their first commitment.</summary>
    public IReadOnlyList<(EpochKey Key, View View)> Epochs => epochs;

    /// <summary>The payloads that were sent as group data: under which of <see cref="Epochs"/>, -1 for none of them, and in which view.</summary>
    public IReadOnlyList<(Term Payload, int Epoch, View View)> Payloads => payloads;

    /// <summary>Who was exposed. It takes note only for those who ask it to.</summary>
    public Exposures Exposures { get; } = new();

    /// <inheritdoc/>
    public override string Name => nameof(SecrecyLedger);

    /// <inheritdoc/>
    public override void Reset()
    {
        epochs.Clear();
        known.Clear();
        payloads.Clear();
        agreedAt.Clear();
        installs.Clear();
        installed.Clear();
        heard.Clear();
        keysElsewhere.Clear();
        order.Reset();
        Exposures.Reset();
        traffic.Clear();
        (clock, seen, learned, asked) = (0, 0, 0, false);
    }

    /// <inheritdoc/>
    /// <remarks>Takes note once, however many properties say so.</remarks>
    public override string? Look(IObservedRun run)
    {
        if (seen == run.Transitions)
        {
            return null;
        }

        (seen, asked) = (run.Transitions, false);
        return base.Look(run);
    }

    /// <inheritdoc/>
    protected override string? OnAgreed(View view)
    {
        agreedAt.TryAdd(view.Id, ++clock);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        while (installs.Count <= process.Index)
        {
            installs.Add((0, 0));
        }

        clock++;
        installed[process] = view;
        installs[process.Index] = (installs[process.Index].First == 0 ? clock : installs[process.Index].First, clock);
        order.Install(process, view);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message) => Hear(message);

    /// <inheritdoc/>
    protected override string? OnAttacked(Subject victim, Attack attack) => Hear(attack.Input);

    /// <inheritdoc/>
    /// <remarks>One that disagrees with an earlier one counts as an epoch of its own.</remarks>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        order.Commit(process, key.Epoch);
        if (!known.TryGetValue(key.Epoch, out var at) || !epochs[at].Key.Key.Equals(key.Key))
        {
            known.TryAdd(key.Epoch, epochs.Count);
            epochs.Add((key, installed[process]!));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data)
    {
        var view = installed[process]!;
        payloads.Add((data.Payload!, known.TryGetValue(data.Message.Header.Epoch, out var at) && epochs[at].View == view ? at : -1, view));
        return null;
    }

    /// <inheritdoc/>
    /// <remarks>The adversary hears all groups, and their keys are other group keys.</remarks>
    protected override string? OnElsewhere(in Observation seen)
    {
        switch (seen.Kind)
        {
            case ObservationKind.Committed:
                keysElsewhere.Add((Term)((Commitment)seen.What!).Key.Key);
                return null;
            case ObservationKind.Sent:
                return Hear((Received)seen.What!);
            case ObservationKind.Attacked:
                return Hear(((Attack)seen.What!).Input);
            default:
                return null;
        }
    }

    /// <summary>Whether all processes outside the view in which a payload was sent, together, can derive it. Asked at the end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">A place in <see cref="Payloads"/>.</param>
    public bool OutsideDerivesPayload(IObservedRun run, int index)
    {
        var (payload, epoch, view) = payloads[index];
        if (epoch >= 0)
        {
            // The stronger coalition against the epoch's key has been, or is now, asked for its payloads too.
            OutsideDerivesGivenOtherKeys(run, epoch);
            if (safePayloads[index])
            {
                return false;
            }
        }

        return Pool(run, view, static _ => true).Derives(payload);
    }

    /// <summary>A process outside the view that had installed a view before this one was agreed.</summary>
    public bool WasMember(Subject process, View view) => process.Index < installs.Count && installs[process.Index].First is > 0 and var t && t < agreedAt[view.Id];

    /// <summary>A process outside the view that installs a view after this one was agreed.</summary>
    public bool BecomesMember(Subject process, View view) => process.Index < installs.Count && installs[process.Index].Last > agreedAt[view.Id];

    /// <summary>Whether all processes outside an epoch's view, together and given the keys of all other epochs, can derive its key (StrongKeyIndependence).</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">A place in <see cref="Epochs"/>.</param>
    public bool OutsideDerivesGivenOtherKeys(IObservedRun run, int epoch)
    {
        BeginAsking(run);
        if (strongest[epoch] is { } answer)
        {
            return answer;
        }

        var knowledge = Pool(run, epochs[epoch].View, static _ => true);
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
    public bool OutsideDerives(IObservedRun run, int epoch) =>
        MayDerive(run, epoch) && (outside[epoch] ??= Pool(run, epochs[epoch].View, static _ => true).Derives((Term)epochs[epoch].Key.Key));

    /// <summary>Whether some of the processes outside an epoch's view, together, can derive its key.</summary>
    public bool SomeOutsideDerive(IObservedRun run, int epoch, Func<Subject, View, bool> included)
    {
        var (key, view) = epochs[epoch];
        return OutsideDerives(run, epoch) && Pool(run, view, p => included(p, view)).Derives((Term)key.Key);
    }

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all other epochs (KeyIndependence).</summary>
    public bool OtherKeysReveal(IObservedRun run, int epoch) => MayDerive(run, epoch) && (others[epoch] ??= DerivesGivenOtherKeys(Passive(run), epoch));

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all epochs that precede it (ForwardSecrecy).</summary>
    public bool EarlierKeysReveal(IObservedRun run, int epoch) =>
        MayDerive(run, epoch) && others[epoch] != false && (earlier[epoch] ??= DerivesGiven(run, epoch, preceding: true));

    /// <summary>Whether the passive adversary can derive an epoch's key, given the keys of all epochs that it precedes (BackwardSecrecy).</summary>
    public bool LaterKeysReveal(IObservedRun run, int epoch) =>
        MayDerive(run, epoch) && others[epoch] != false && (later[epoch] ??= DerivesGiven(run, epoch, preceding: false));

    /// <summary>What the network adversary can work out once everybody's long-term keys are given away. The object is reused in the next run.</summary>
    public Knowledge AfterCompromise(IObservedRun run)
    {
        BeginAsking(run);
        return compromised;
    }

    /// <summary>What the network adversary can work out with some terms that it is given. The object is reused by the next call.</summary>
    public Knowledge Given(IObservedRun run, IEnumerable<Term> terms)
    {
        var knowledge = Passive(run);
        foreach (var term in terms)
        {
            knowledge.Learn(term);
        }

        return knowledge;
    }

    private string? Hear(Received message)
    {
        heard.Add(((SymbolicEnvelope)message.Envelope).ToTerm(Setting.Terms));
        return null;
    }

    /// <summary>Whether a key is worth asking weaker adversaries for.</summary>
    private bool MayDerive(IObservedRun run, int epoch)
    {
        BeginAsking(run);
        return strongestDerives ? strongest[epoch] != false : OutsideDerivesGivenOtherKeys(run, epoch);
    }

    /// <summary>What the network adversary knows by itself, to be extended.</summary>
    private Knowledge Passive(IObservedRun run)
    {
        pool.CopyFrom(Traffic(run));
        return pool;
    }

    private bool DerivesGiven(IObservedRun run, int epoch, bool preceding)
    {
        if (!ordered)
        {
            order.Sort(epochs);
            ordered = true;
        }

        var knowledge = Passive(run);
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

        foreach (var key in keysElsewhere)
        {
            knowledge.Learn(key);
        }

        return knowledge.Derives((Term)epochs[epoch].Key.Key);
    }

    /// <summary>
    /// What the named processes outside a view, pooling all they ever knew, can work out together with the network adversary, who heard everything.
    /// The object is reused by the next call.
    /// </summary>
    public Knowledge Pool(IObservedRun run, View view, Func<Subject, bool> included)
    {
        var knowledge = Passive(run);
        foreach (var standing in run.Standings)
        {
            if (standing.Process.Index >= 0 && !view.Contains(standing.Process.Id) && included(standing.Process))
            {
                LearnAll(standing, run.Setting);
            }
        }

        return knowledge;
    }

    /// <summary>Forgets what was asked before the last step.</summary>
    private void BeginAsking(IObservedRun run)
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
        var store = run.Setting.Terms;
        compromised.CopyFrom(Traffic(run));
        foreach (var standing in run.Standings)
        {
            if (standing.Process.Index >= 0)
            {
                compromised.Learn(store.ChannelKey(standing.Process.Id));
                compromised.Learn(store.SigningKey(standing.Process.Id));
            }
        }
    }

    private void LearnAll(in Standing standing, RunSetting setting)
    {
        var (store, name) = (setting.Terms, standing.Process.Id);
        pool.Learn(store.ChannelKey(name));
        pool.Learn(store.SigningKey(name));

        // What was drawn before the run began was used for nothing.
        for (var draw = setting.FirstDraw; draw < standing.Draws; draw++)
        {
            pool.Learn(store.Nonce(name, draw));
        }
    }

    /// <summary>The closure of all traffic and of what the outsider made up itself; what came since it was last asked for is added.</summary>
    private Knowledge Traffic(IObservedRun run)
    {
        var (store, outsider) = (run.Setting.Terms, run.Standings[^1]);
        if (learned == 0)
        {
            for (var draw = 0u; draw < outsider.Draws; draw++)
            {
                traffic.Learn(store.Nonce(outsider.Process.Id, draw));
            }

            traffic.Learn(store.ChannelKey(outsider.Process.Id));
        }

        for (; learned < heard.Count; learned++)
        {
            traffic.Learn(heard[learned]);
        }

        return traffic;
    }
}
