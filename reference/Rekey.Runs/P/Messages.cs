using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Runs.P;

/// <summary>The group key, from the leader to one member on the secure channel (paper A, section 2, protocol P step 2; rule P-01).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="GroupKey">The key.</param>
public sealed record Key(Header Header, CryptoValue GroupKey) : Message(Header), IAnnouncement
{
    /// <summary>Code 1.</summary>
    public static readonly MessageType MessageType = new(1, nameof(Key), Protection.Sealed, static (header, r) => new Key(header, r.Key(10, "groupKey")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Key(10, "groupKey", GroupKey);
}

/// <summary>All messages of protocol P.</summary>
public static class PMessages
{
    /// <summary>The catalogue.</summary>
    public static readonly MessageCatalogue Catalogue =
        new(Key.MessageType, Ack.MessageType, ProtoDone.MessageType, RefreshRequest.MessageType, GroupData.MessageType);
}
