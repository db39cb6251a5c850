using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Worlds.Network;

/// <summary>What an application above a ring of daemons sends: its daemon's name and a number.</summary>
/// <param name="sender">The daemon.</param>
/// <param name="number">The daemon's count of what was asked of it, from 1.</param>
/// <param name="service">By which service it is asked for.</param>
public sealed class RingNote(MemberId sender, uint number, Service service) : Envelope, IServed
{
    /// <summary>The daemon.</summary>
    public MemberId Sender { get; } = sender;

    /// <summary>The daemon's count.</summary>
    public uint Number { get; } = number;

    /// <inheritdoc/>
    public Service Service { get; } = service;

    /// <inheritdoc/>
    public bool IsSelfDiscarded => false;

    /// <inheritdoc/>
    public bool IsUnseen => false;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Core.Fingerprint.Mix(Sender.Fingerprint, Number), (byte)Service);

    /// <inheritdoc/>
    public override string ToString() => $"{Sender}:{Number}";
}
