using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Wire.Cose;

/// <summary>A message as bytes: a tagged COSE_Sign1 or COSE_Encrypt0 if it is honest, and anything at all if it is not.</summary>
/// <param name="content">The bytes as the transport gave them.</param>
public sealed class CoseEnvelope(Bytes content) : Envelope, IEquatable<CoseEnvelope>
{
    /// <summary>The bytes.</summary>
    public Bytes Content { get; } = content;

    /// <inheritdoc/>
    public override ulong Fingerprint => Content.Fingerprint;

    /// <inheritdoc/>
    public bool Equals(CoseEnvelope? other) => other is not null && Content.Equals(other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CoseEnvelope);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.GetHashCode();

    /// <summary>The bytes in hexadecimal digits.</summary>
    public override string ToString() => Content.ToString();
}
