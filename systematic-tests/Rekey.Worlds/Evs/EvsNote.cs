using Rekey.Core;

namespace Rekey.Worlds.Evs;

/// <summary>What an application sends in a world without keys: its sender's name and a number.</summary>
/// <param name="sender">The sender.</param>
/// <param name="number">The sender's count of what it wanted to send, from 1.</param>
public sealed class EvsNote(MemberId sender, uint number) : Envelope
{
    /// <summary>The sender.</summary>
    public MemberId Sender { get; } = sender;

    /// <summary>The sender's count.</summary>
    public uint Number { get; } = number;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Sender.Fingerprint, Number);

    /// <inheritdoc/>
    public override string ToString() => $"{Sender}:{Number}";
}
