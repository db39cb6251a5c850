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

    /// <inheritdoc/>
    public override string Property => Properties.NoEarlyUse;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.EarlyUses;

    /// <inheritdoc/>
    public override void Reset() => holders.Clear();

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        if (base.AfterStep(world) is { } bad)
        {
            return bad;
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is not Moved moved)
            {
                continue;
            }

            foreach (var effect in moved.Effects)
            {
                if (EpochOf(effect) is { } used && !(moved.State.Current is { } current && current.Epoch.View == used.View && used.Run <= current.Epoch.Run))
                {
                    return $"{step.Process.Id} uses epoch {used}, but has committed {moved.State.Current?.Epoch.ToString() ?? "no key"}";
                }
            }
        }

        return null;
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
