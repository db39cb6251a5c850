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
/// <param name="firstLabel">The least label: <see cref="FirstLabel"/> in a message, 0 in an item of a list.</param>
public sealed class CborFieldWriter(CborWriter writer, Protection protection, int firstLabel = CborFieldWriter.FirstLabel) : IFieldWriter
{
    /// <summary>The label of a body's first field: those of the header come before (W-10).</summary>
    public const int FirstLabel = 10;

    private int last = firstLabel - 1;

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

    /// <inheritdoc/>
    public void View(int label, string name, ViewId value)
    {
        Label(label, name);
        writer.WriteStartArray(2);
        writer.WriteUInt32(value.Counter);
        writer.WriteTextString(value.Proposer.ToString());
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public void WrappedKey(int label, string name, CryptoValue value) => Fixed(label, name, value, ConcreteSuite.WrappedKeyLength);

    /// <inheritdoc/>
    /// <exception cref="SpecificationViolation">The identity, which no honest member sends, or a value that is no element.</exception>
    public void Element(int label, string name, CryptoValue value)
    {
        if (value is not GroupElement { IsIdentity: false } element)
        {
            throw new SpecificationViolation($"field {name} is an element of the suite's group other than the identity");
        }

        Label(label, name);
        writer.WriteByteString(element.Encoded.Span);
    }

    /// <inheritdoc/>
    public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
    {
        Label(label, name);
        writer.WriteStartArray(count);
        for (var i = 0; i < count; i++)
        {
            writer.WriteStartMap(null);
            write(i, new CborFieldWriter(writer, protection, 0));
            writer.WriteEndMap();
        }

        writer.WriteEndArray();
    }

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
            throw new SpecificationViolation($"field {name} has label {label} after {last}: labels ascend, from {firstLabel}");
        }

        last = label;
        writer.WriteInt32(label);
    }
}
