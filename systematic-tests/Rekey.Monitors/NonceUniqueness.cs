using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// No two encryptions of a run, whoever made them, have one traffic key and one nonce; and the nonce is the payload's number itself
/// (spec/properties.md, NonceUniqueness).
/// </summary>
public sealed class NonceUniqueness : IMonitor<VsWorld>, IDecidedBySituations
{
    private readonly Dictionary<(Term Key, Term Iv), (Process Process, SymbolicEnvelope Envelope)> used = [];

    /// <inheritdoc/>
    public string Property => Properties.NonceUniqueness;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Sendings;

    /// <inheritdoc/>
    public void Reset() => used.Clear();

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is not Moved moved)
            {
                continue;
            }

            foreach (var effect in moved.Effects)
            {
                if (Sent.DataOf(effect) is { } envelope && Check(step.Process, envelope) is { } bad)
                {
                    return bad;
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    private string? Check(Process process, SymbolicEnvelope envelope)
    {
        var (key, iv, number) = (envelope.TrafficKey!, envelope.Iv!, ((GroupData)envelope.Message).Sequence);
        if (!used.TryAdd((key, iv), (process, envelope)))
        {
            // To send the same ciphertext once more is no second encryption.
            var (before, first) = used[(key, iv)];
            return ReferenceEquals(first, envelope) ? null : $"{process.Id} encrypts under {key} with nonce {iv}, as {before.Id} did before";
        }

        return envelope.HasNonceOf(number) ? null : $"{process.Id} encrypts number {number} under {key} with nonce {iv}, which is not that number";
    }
}
