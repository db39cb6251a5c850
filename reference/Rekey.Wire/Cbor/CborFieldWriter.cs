using System.Formats.Cbor;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Wire.Cbor;

/// <summary>
/// Writes a map's fields in the deterministic encoding (W-02 to W-05). The caller names them in ascending order of label; whatever
/// else it does wrong is our own bug.
/// </summary>
/// <param name="writer">The writer, inside a map.</param>
/// <param name="protection">How the message will be protected.</param>
public sealed class CborFieldWriter(CborWriter writer, Protection protection) : IFieldWriter
{
    /// <summary>The label of a body's first field: those of the header come before (W-10).</summary>
    public const int FirstLabel = 10;

    private int last = FirstLabel - 1;

    /// <summary>A writer for the deterministic encoding: containers get definite lengths, and the order of keys is the caller's.</summary>
    public static CborWriter Create() => new(CborConformanceMode.Strict, convertIndefiniteLengthEncodings: true);

    /// <inheritdoc/>
    public void Number(int label, string name, uint value)
    {
        Label(label, name);
        writer.WriteUInt32(value);
    }

    /// <inheritdoc/>
    public void Member(int label, string name, MemberId value)
    {
        Label(label, name);
        writer.WriteTextString(value.ToString());
    }

    /// <inheritdoc/>
    /// <exception cref="SpecificationViolation">The message is not sealed (W-12), or the value is no group key of the suite.</exception>
    public void Key(int label, string name, CryptoValue value)
    {
        if (protection != Protection.Sealed)
        {
            throw new SpecificationViolation($"field {name} holds a group key, which only a sealed message may carry");
        }

        Fixed(label, name, value, ConcreteSuite.KeyLength);
    }

    /// <inheritdoc/>
    public void KeyId(int label, string name, CryptoValue value) => Fixed(label, name, value, ConcreteSuite.KeyIdLength);

    private void Fixed(int label, string name, CryptoValue value, int length)
    {
        if (value is not Bytes bytes || bytes.Length != length)
        {
            throw new SpecificationViolation($"field {name} is a byte string of {length} bytes");
        }

        Label(label, name);
        writer.WriteByteString(bytes.Span);
    }

    private void Label(int label, string name)
    {
        if (label <= last)
        {
            throw new SpecificationViolation($"field {name} has label {label} after {last}: labels ascend, from {FirstLabel}");
        }

        last = label;
        writer.WriteInt32(label);
    }
}
