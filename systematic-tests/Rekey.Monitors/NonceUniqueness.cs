using Rekey.Crypto.Symbolic;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// No two encryptions of a run, whoever made them, have one traffic key and one nonce; and the nonce is the payload's number itself
/// (spec/properties.md, NonceUniqueness).
/// </summary>
public sealed class NonceUniqueness : Fold, IDecidedBySituations
{
    private readonly Dictionary<(Term Key, Term Iv), (MemberId Process, SymbolicEnvelope Envelope)> used = [];

    /// <inheritdoc/>
    public override string Name => Properties.NonceUniqueness;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Sendings;

    /// <inheritdoc/>
    public override void Reset() => used.Clear();

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data) => Judge(process, data);

    /// <inheritdoc/>
    /// <remarks>No two encryptions, in whatever group.</remarks>
    protected override string? OnElsewhere(in Observation seen) => seen.Kind == ObservationKind.DataSent ? Judge(seen.Process!, (SymbolicEnvelope)seen.What!) : null;

    private string? Judge(Subject process, SymbolicEnvelope data)
    {
        var (key, iv, number) = (data.TrafficKey!, data.Iv!, ((GroupData)data.Message).Sequence);
        if (!used.TryAdd((key, iv), (process.Id, data)))
        {
            // To send the same ciphertext once more is no second encryption.
            var (before, first) = used[(key, iv)];
            return ReferenceEquals(first, data) ? null : $"{process.Id} encrypts under {key} with nonce {iv}, as {before} did before";
        }

        return data.HasNonceOf(number) ? null : $"{process.Id} encrypts number {number} under {key} with nonce {iv}, which is not that number";
    }
}
