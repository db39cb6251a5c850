using Rekey.Core;

namespace Rekey.Wire;

/// <summary>
/// A payload of the application, protected under the group key of an epoch that the header names in the clear (rules D-01 to D-06).
/// </summary>
/// <param name="Header">Group, epoch, sender.</param>
/// <param name="Sequence">The sender's count of payloads in this epoch, from 1; also the nonce.</param>
/// <param name="KeyId">Names the group key.</param>
/// <param name="Sealed">The envelope that holds the ciphertext.</param>
public sealed record GroupData(Header Header, uint Sequence, CryptoValue KeyId, Envelope Sealed) : Message(Header)
{
    /// <summary>The message type that every protocol shares.</summary>
    public static readonly MessageType MessageType = new(255, "Data", Protection.GroupEncrypted, static (_, _) =>
        throw new SpecificationViolation("group data is read from its COSE header, not from a field map"));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Number(10, "sequence", Sequence);
}
