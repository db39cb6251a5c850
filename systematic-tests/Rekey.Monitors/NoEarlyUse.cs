using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// No key is used before every member of its view holds it, and no member sends or delivers under a key that it has not committed
/// (spec/properties.md, NoEarlyUse).
/// </summary>
public sealed class NoEarlyUse : CommitWatcher, IDecidedBySituations
{
    private readonly Dictionary<(Epoch Epoch, CryptoValue Key), UInt128> holders = [];

    // Per process the epoch that its application was told last, in the view that it is in; run 0 for none.
    private readonly List<Epoch> told = [];

    /// <inheritdoc/>
    public override string Property => Properties.NoEarlyUse;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.EarlyUses | Situations.Sendings | Situations.Deliveries;

    /// <inheritdoc/>
    public override void Reset()
    {
        holders.Clear();
        told.Clear();
    }

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        while (told.Count < world.Processes.Count)
        {
            told.Add(default);
        }

        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Installed)
            {
                told[happened.Process!.Index] = default;
            }
        }

        return base.AfterStep(world);
    }

    /// <inheritdoc/>
    protected override string? OnEffect(VsWorld world, Process process, Effect effect)
    {
        var last = told[process.Index];
        return EpochOf(effect) is { } used && (last.Run == 0 || used.View != last.View || used.Run > last.Run)
            ? $"{process.Id} uses epoch {used}, but has committed {(last.Run == 0 ? "no key" : last.ToString())}"
            : null;
    }

    /// <inheritdoc/>
    protected override string? OnHeld(VsWorld world, Process process, EpochKey key)
    {
        holders.TryGetValue((key.Epoch, key.Key), out var mask);
        holders[(key.Epoch, key.Key)] = mask | (UInt128.One << process.Index);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        told[process.Index] = key.Epoch;
        OnHeld(world, process, key);
        var mask = holders[(key.Epoch, key.Key)];
        var view = process.Installed!;
        foreach (var member in view.Processes)
        {
            if ((mask >> member.Index & 1) == 0)
            {
                return $"{process.Id} uses the key of {key.Epoch} while {member.Id} of {view.View} does not hold it";
            }
        }

        return null;
    }

    private static Epoch? EpochOf(Effect effect) => effect switch
    {
        DeliverData data => data.Epoch,
        Multicast { Envelope: SymbolicEnvelope { Protection: Protection.GroupEncrypted } envelope } => envelope.Message.Header.Epoch,
        _ => null,
    };
}
