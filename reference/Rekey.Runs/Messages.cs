using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Runs;

/// <summary>"I hold the key of this run": to the leader, signed, in the clear (paper A, section 2; rules T-01, T-02).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="KeyId">Names the key.</param>
public sealed record Ack(Header Header, CryptoValue KeyId) : Message(Header)
{
    /// <summary>Code 2.</summary>
    public static readonly MessageType MessageType = new(2, nameof(Ack), Protection.Signed, static (header, r) => new Ack(header, r.KeyId(10, "keyId")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.KeyId(10, "keyId", KeyId);
}

/// <summary>"All members hold the key of this run": from the leader to all, signed (paper A, section 2; rules T-02, T-04).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="KeyId">Names the key.</param>
public sealed record ProtoDone(Header Header, CryptoValue KeyId) : Message(Header)
{
    /// <summary>Code 3.</summary>
    public static readonly MessageType MessageType = new(3, nameof(ProtoDone), Protection.Signed, static (header, r) => new ProtoDone(header, r.KeyId(10, "keyId")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.KeyId(10, "keyId", KeyId);
}

/// <summary>"Please replace the key of this run": to the leader, signed (rules P-07, K-19).</summary>
/// <param name="Header">Group, view, run of the key to replace, sender.</param>
public sealed record RefreshRequest(Header Header) : Message(Header)
{
    /// <summary>Code 4.</summary>
    public static readonly MessageType MessageType = new(4, nameof(RefreshRequest), Protection.Signed, static (header, _) => new RefreshRequest(header));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
    }
}
