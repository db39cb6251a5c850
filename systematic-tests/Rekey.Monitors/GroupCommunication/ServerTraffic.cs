using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// What daemons say to each other for the layers above their engine crosses the ring sealed, under the server key of the sender's own configuration, which all
/// its daemons have; and no process outside that configuration can open it (spec/architectures/servers-agreement.md, "What is asked").
/// </summary>
/// <param name="ledger">What the adversary could work out.</param>
public sealed class ServerTraffic(SecrecyLedger ledger) : Fold
{
    private readonly Dictionary<ViewId, (EpochKey Key, View View, HashSet<MemberId> Holders)> keys = [];
    private readonly PerProcess<View> installed = new();
    private readonly Dictionary<Term, View> used = [];

    /// <inheritdoc/>
    public override string Name => nameof(ServerTraffic);

    /// <inheritdoc/>
    public override uint Wants => base.Wants | ledger.Wants;

    /// <inheritdoc/>
    public override void Reset()
    {
        ledger.Reset();
        keys.Clear();
        installed.Clear();
        used.Clear();
    }

    /// <inheritdoc/>
    public override string? Look(IObservedRun run) => ledger.Look(run) ?? base.Look(run);

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        installed[process] = view;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        if (!keys.TryGetValue(key.Epoch.View, out var known))
        {
            keys.Add(key.Epoch.View, known = (key, installed[process]!, []));
        }

        known.Holders.Add(process.Id);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing) => crossing is RingMulticast { Body: var body }
        ? body switch
        {
            MemberSaid or DaemonReady => null,
            SealedBody sealedBody => OnSealed(daemon, sealedBody),
            _ => $"{daemon.Id} says to all daemons in the clear: {body}",
        }
        : null;

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var (key, view) in used)
        {
            if (ledger.Pool(Run, view, static _ => true).Derives(key))
            {
                return $"all processes outside {view}, together, can open what was sealed in it under {key}";
            }
        }

        return null;
    }

    private string? OnSealed(Subject daemon, SealedBody body)
    {
        var view = installed[daemon];
        if (view is null || body.Epoch.View != view.Id || body.Sender != daemon.Id || !keys.TryGetValue(view.Id, out var known))
        {
            return $"{daemon.Id} seals for {body.Epoch} in the name of {body.Sender}, and is in {(view is null ? "no view" : view)}";
        }

        if (!body.Under.Equals(Setting.Suite.TrafficKey(known.Key.Key, daemon.Id)))
        {
            return $"{daemon.Id} seals for {body.Epoch} under {body.Under}, which is not made of the key of {known.Key.Epoch}";
        }

        used.TryAdd((Term)body.Under, view);
        return view.Members.FirstOrDefault(m => !known.Holders.Contains(m)) is var late && late != default
            ? $"{daemon.Id} uses the key of {body.Epoch} before {late} has committed it"
            : null;
    }
}
