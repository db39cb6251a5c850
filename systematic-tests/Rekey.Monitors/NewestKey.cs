using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>Group data is sent under the newest epoch that the sender's application was told of (spec/properties.md, NewestKey).</summary>
public sealed class NewestKey : Fold, IDecidedBySituations
{
    private readonly PerProcess<Epoch?> newest = new();

    /// <inheritdoc/>
    public override string Name => Properties.NewestKey;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Sendings;

    /// <inheritdoc/>
    public override void Reset() => newest.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        newest[process] = key.Epoch;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data) =>
        newest[process] is { } epoch && data.Message.Header.Epoch != epoch
            ? $"{process.Id} sends group data under {data.Message.Header.Epoch}; its newest key is that of {epoch}"
            : null;
}
