namespace Rekey.Core;

/// <summary>What a step asks its driver to do, in order.</summary>
public abstract record Effect;

/// <summary>Send to one member of the current view.</summary>
/// <param name="To">The receiver.</param>
/// <param name="Envelope">The message.</param>
public sealed record Unicast(MemberId To, Envelope Envelope) : Effect;

/// <summary>Send to all other members of the current view.</summary>
/// <param name="Envelope">The message.</param>
public sealed record Multicast(Envelope Envelope) : Effect;

/// <summary>The group key of an epoch is agreed and may be used: the application's secure view.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Key">The group key.</param>
public sealed record KeyCommitted(Epoch Epoch, CryptoValue Key) : Effect;

/// <summary>Hand a payload of the group to the application.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Epoch">Under which key.</param>
/// <param name="Sequence">The sender's count of payloads in this epoch, from 1.</param>
/// <param name="Payload">The payload.</param>
public sealed record DeliverData(MemberId Sender, Epoch Epoch, uint Sequence, CryptoValue Payload) : Effect;
