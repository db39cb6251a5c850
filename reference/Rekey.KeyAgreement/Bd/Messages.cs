using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Bd;

/// <summary>Round 1: z = g^r, to all (rule BD-02).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Z">The blinded share.</param>
public sealed record BlindedShare(Header Header, CryptoValue Z) : Message(Header)
{
    /// <summary>Code 11.</summary>
    public static readonly MessageType MessageType = new(11, nameof(BlindedShare), Protection.Signed, static (header, r) => new BlindedShare(header, r.Element(10, "z")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "z", Z);
}

/// <summary>Round 2: X = (z of the next / z of the one before)^r, to all (rule BD-03).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="X">The quotient.</param>
public sealed record Quotient(Header Header, CryptoValue X) : Message(Header)
{
    /// <summary>Code 12.</summary>
    public static readonly MessageType MessageType = new(12, nameof(Quotient), Protection.Signed, static (header, r) => new Quotient(header, r.Element(10, "x")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "x", X);
}
