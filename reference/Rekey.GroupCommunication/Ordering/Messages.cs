using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Ordering;

/// <summary>What daemons of a ring send to each other.</summary>
/// <param name="ring">The ring.</param>
public abstract class RingMessage(ViewId ring) : Envelope
{
    /// <summary>The ring.</summary>
    public ViewId Ring { get; } = ring;
}

/// <summary>The token: who has it may give numbers (OR-02).</summary>
/// <param name="ring">The ring.</param>
/// <param name="arq">How often it went round, counted by the leader from 1.</param>
/// <param name="retrans">How often it was repeated in this round.</param>
/// <param name="seq">The last number that was given.</param>
/// <param name="aru">Up to this number, as far as it is known, all daemons have all messages (OR-07).</param>
/// <param name="aruLastId">Who set <paramref name="aru"/> last; default before anybody did.</param>
/// <param name="fcc">How many messages were sent in the last round.</param>
/// <param name="requests">The numbers of messages that somebody misses, and who: default where there are several.</param>
public sealed class Token(
    ViewId ring, ulong arq, byte retrans, uint seq, uint aru, MemberId aruLastId, int fcc, ImmutableSortedDictionary<uint, MemberId> requests) : RingMessage(ring)
{
    /// <summary>How often it went round, counted by the leader from 1.</summary>
    public ulong Arq { get; } = arq;

    /// <summary>How often it was repeated in this round.</summary>
    public byte Retrans { get; } = retrans;

    /// <summary>The last number that was given.</summary>
    public uint Seq { get; } = seq;

    /// <summary>Up to this number, as far as it is known, all daemons have all messages.</summary>
    public uint Aru { get; } = aru;

    /// <summary>Who set <see cref="Aru"/> last; default before anybody did.</summary>
    public MemberId AruLastId { get; } = aruLastId;

    /// <summary>How many messages were sent in the last round.</summary>
    public int Fcc { get; } = fcc;

    /// <summary>The numbers of messages that somebody misses, and who: default where there are several.</summary>
    public ImmutableSortedDictionary<uint, MemberId> Requests { get; } = requests;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(Ring.Fingerprint, Arq), ((ulong)Seq << 32) | Aru);
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, AruLastId.Fingerprint), ((ulong)(uint)Fcc << 8) | Retrans);
            foreach (var (seq, by) in Requests)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, seq), by.Fingerprint);
            }

            return hash;
        }
    }

    /// <summary>The same token in another round, or repeated so often in it.</summary>
    public Token Counted(ulong arq, byte retrans) => new(Ring, arq, retrans, Seq, Aru, AruLastId, Fcc, Requests);

    /// <inheritdoc/>
    public override string ToString() =>
        $"token {Arq}{(Retrans > 0 ? $", repeated {Retrans}" : "")}, seq {Seq}, aru {Aru}{(Requests.IsEmpty ? "" : $", asks for {string.Join(' ', Requests.Keys)}")}";
}

/// <summary>A message of a daemon's upper layers, with its number (OR-04).</summary>
/// <param name="ring">The ring.</param>
/// <param name="seq">Its number, from 1.</param>
/// <param name="from">Whose it is; whoever has it may send it again.</param>
/// <param name="service">By which service.</param>
/// <param name="body">The message.</param>
public sealed class Data(ViewId ring, uint seq, MemberId from, Service service, Envelope body) : RingMessage(ring)
{
    /// <summary>Its number, from 1.</summary>
    public uint Seq { get; } = seq;

    /// <summary>Whose it is; whoever has it may send it again.</summary>
    public MemberId From { get; } = from;

    /// <summary>By which service.</summary>
    public Service Service { get; } = service;

    /// <summary>The message.</summary>
    public Envelope Body { get; } = body;

    /// <inheritdoc/>
    public override ulong Fingerprint =>
        Core.Fingerprint.Mix(Core.Fingerprint.Mix(Ring.Fingerprint, ((ulong)Seq << 8) | (byte)Service), Core.Fingerprint.Mix(From.Fingerprint, Body.Fingerprint));

    /// <inheritdoc/>
    public override string ToString() => $"{Body} as number {Seq}";
}

/// <summary>Who has something to send asks the leader, who may keep the token, for it (OR-12).</summary>
/// <param name="ring">The ring.</param>
public sealed class Hurry(ViewId ring) : RingMessage(ring)
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Ring.Fingerprint, 1);

    /// <inheritdoc/>
    public override string ToString() => "hurry";
}
