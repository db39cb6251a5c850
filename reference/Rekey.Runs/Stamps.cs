using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Runs;

/// <summary>
/// What a member knows of sequence numbers and times in its view (paper B, section 4.1; rule A-13). Both begin anew with each view, whose name is
/// in every header, so that the pair of view and time grows for ever.
/// </summary>
/// <param name="Sent">How many signed messages the member has sent.</param>
/// <param name="Clock">The largest time that it has sent or taken.</param>
/// <param name="Heard">By place: the stamp of the last message that it took from that member; zeros where it took none.</param>
public sealed record Stamps(uint Sent, uint Clock, ImmutableArray<Stamp> Heard)
{
    /// <summary>The stamps of a new view.</summary>
    public static Stamps For(View view) => new(0, 0, ImmutableArray.CreateRange(new Stamp[view.Members.Length]));

    /// <summary>The stamp of the next message, and what is known then.</summary>
    public (Stamp Stamp, Stamps After) Next()
    {
        var after = this with { Sent = Sent + 1, Clock = Clock + 1 };
        return (new Stamp(after.Sent, after.Clock), after);
    }

    /// <summary>Why a stamp cannot be the next one of a member; null where it can.</summary>
    public Rejection? Objection(int place, Stamp stamp) =>
        stamp.Sequence <= Heard[place].Sequence ? new Rejection(RejectionKind.Duplicate, "header.sequence", $"above {Heard[place].Sequence}")
        : stamp.Time <= Heard[place].Time ? new Rejection(RejectionKind.Duplicate, "header.time", $"above {Heard[place].Time}")
        : null;

    /// <summary>A message with this stamp was taken.</summary>
    public Stamps Take(int place, Stamp stamp) => this with { Clock = Math.Max(Clock, stamp.Time), Heard = Heard.SetItem(place, stamp) };

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Sent, Clock);
            foreach (var (sequence, time) in Heard)
            {
                hash = Core.Fingerprint.Mix(hash, ((ulong)sequence << 32) | time);
            }

            return hash;
        }
    }
}
