using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// No key is used before every member of its view holds it, and no member sends or delivers under a key that it has not committed
/// (spec/properties.md, NoEarlyUse).
/// </summary>
public sealed class NoEarlyUse : Fold, IDecidedBySituations
{
    // Who holds a key, as bits by index.
    private readonly Dictionary<(Epoch Epoch, CryptoValue Key), UInt128> holders = [];

    // Per process the view that it is in with its members, and the epoch that its application was told last in it; null for none.
    private readonly PerProcess<(View? View, IReadOnlyList<Subject> Members, Epoch? Told)> now = new();

    /// <inheritdoc/>
    public override string Name => Properties.NoEarlyUse;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.EarlyUses | Situations.Sendings | Situations.Deliveries;

    /// <inheritdoc/>
    public override void Reset()
    {
        holders.Clear();
        now.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        now[process] = (view, members, null);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data) => OnUsed(process, data.Message.Header.Epoch);

    /// <inheritdoc/>
    protected override string? OnDataDelivered(Subject process, DeliverData data) => OnUsed(process, data.Epoch);

    /// <inheritdoc/>
    protected override string? OnHeld(Subject process, EpochKey key)
    {
        holders.TryGetValue((key.Epoch, key.Key), out var mask);
        holders[(key.Epoch, key.Key)] = mask | (UInt128.One << process.Index);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        OnHeld(process, key);
        var mask = holders[(key.Epoch, key.Key)];
        var (view, members, _) = now[process];
        now[process].Told = key.Epoch;
        foreach (var member in members ?? [])
        {
            if ((mask >> member.Index & 1) == 0)
            {
                return $"{process.Id} uses the key of {key.Epoch} while {member.Id} of {view} does not hold it";
            }
        }

        return null;
    }

    private string? OnUsed(Subject process, Epoch used)
    {
        var last = now[process].Told;
        return last is not { } told || used.View != told.View || used.Run > told.Run
            ? $"{process.Id} uses epoch {used}, but has committed {(last is null ? "no key" : last.ToString())}"
            : null;
    }
}
