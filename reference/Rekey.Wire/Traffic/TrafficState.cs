using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.Wire.Traffic;

/// <summary>What a member remembers of group data in one view; a new view begins with <see cref="Empty"/> (rule T-08).</summary>
/// <param name="Keys">The committed keys of the view, oldest first. All are kept until the next view: a peer may still have sent under each (D-03).</param>
/// <param name="Sent">How many payloads this member sent under the newest key.</param>
/// <param name="Heard">Per place in the view, the run and sequence number of the last payload delivered; empty until the first.</param>
public sealed record TrafficState(ImmutableArray<EpochKey> Keys, uint Sent, ImmutableArray<(uint Run, uint Sequence)> Heard)
{
    /// <summary>No key, nothing sent, nothing heard.</summary>
    public static readonly TrafficState Empty = new([], 0, []);

    /// <summary>After a key was committed.</summary>
    public TrafficState Commit(EpochKey key) => new(Keys.Add(key), 0, Heard);

    /// <summary>The committed key of a run of this view; null where there is none.</summary>
    public EpochKey? KeyOf(uint run)
    {
        foreach (var key in Keys)
        {
            if (key.Epoch.Run == run)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Whether a payload is the sender's next one (rule D-06).</summary>
    public bool IsNext(int place, uint run, uint sequence)
    {
        var (lastRun, lastSequence) = Heard.IsEmpty ? (0u, 0u) : Heard[place];
        return run == lastRun ? sequence == lastSequence + 1 : run > lastRun && sequence == 1;
    }

    /// <summary>After a payload was delivered.</summary>
    public TrafficState Hear(int place, int members, uint run, uint sequence) =>
        this with { Heard = (Heard.IsEmpty ? ImmutableArray.CreateRange(new (uint, uint)[members]) : Heard).SetItem(place, (run, sequence)) };

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Sent, (ulong)Keys.Length);
            foreach (var key in Keys)
            {
                hash = Core.Fingerprint.Mix(hash, key.Fingerprint);
            }

            foreach (var (run, sequence) in Heard)
            {
                hash = Core.Fingerprint.Mix(hash, ((ulong)run << 32) | sequence);
            }

            return hash;
        }
    }
}
