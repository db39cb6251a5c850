using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Globalization;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Wire.Cbor;

/// <summary>
/// Reads a map with integer labels, or an array as if it were a map with labels 0, 1, 2, ..., field by field in the order of the
/// labels. The schema is closed: a field is known, present, of its type, range and length, or it is an error (W-15). After the first error it
/// gives defaults and keeps the error. Nothing that it reads can make it throw (W-08).
/// </summary>
public sealed class CborFields : IFieldReader
{
    private readonly Shared shared;
    private readonly CborFields? parent;
    private readonly string name;
    private readonly bool isMap;
    private int item = -1;
    private int length;
    private int done;
    private Order? next;

    private CborFields(Shared shared, CborFields? parent, string name, bool isMap) =>
        (this.shared, this.parent, this.name, this.isMap) = (shared, parent, name, isMap);

    /// <summary>The first error; null where there is none so far.</summary>
    public Rejection? Rejection => shared.Rejection;

    // Put together when something is wrong and not before: a list of many items would make a name for each.
    private string Path => (parent is null ? name : $"{parent.Path}.{name}") + (item < 0 ? "" : $"[{item.ToString(CultureInfo.InvariantCulture)}]");

    /// <summary>Checks the form of a document and opens it as a map.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="names">Names its places.</param>
    /// <param name="parent">What comes before the document's name in paths; empty, or ends with a point.</param>
    /// <param name="group">The group whose elements the document may hold; null where it holds none.</param>
    public static CborFields Map(ReadOnlyMemory<byte> bytes, FieldNames names, string parent = "", IPrimeOrderGroup? group = null) =>
        new CborFields(Start(bytes, names, parent, null, group), null, parent + names.Name, isMap: true).Begin();

    /// <summary>Checks the form of a document and opens it as an array under a tag.</summary>
    /// <param name="tag">The tag that the document must have.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="names">Names its places.</param>
    /// <param name="parent">What comes before the document's name in paths; empty, or ends with a point.</param>
    public static CborFields TaggedArray(ulong tag, ReadOnlyMemory<byte> bytes, FieldNames names, string parent = "") =>
        new CborFields(Start(bytes, names, parent, tag), null, parent + names.Name, isMap: false).Begin();

    /// <inheritdoc/>
    public void Reject(RejectionKind kind, string name, string expected) => shared.Reject(kind, () => $"{Path}.{name}", expected);

    /// <inheritdoc/>
    public uint Number(int label, string name, uint least = 0)
    {
        if (!Field(label, name, CborReaderState.UnsignedInteger, "an unsigned integer"))
        {
            return 0;
        }

        var value = shared.Reader.ReadUInt64();
        if (value < least || value > uint.MaxValue)
        {
            Reject(RejectionKind.OutOfRange, name, $"a number from {least} to {uint.MaxValue}");
            return 0;
        }

        return (uint)value;
    }

    /// <summary>An integer that must have one value; <paramref name="otherwise"/> is the kind of error where it has another.</summary>
    public void Constant(int label, string name, long value, RejectionKind otherwise)
    {
        var kind = value < 0 ? CborReaderState.NegativeInteger : CborReaderState.UnsignedInteger;
        if (!Present(label, name))
        {
            return;
        }

        var state = shared.Reader.PeekState();
        if (state is not (CborReaderState.NegativeInteger or CborReaderState.UnsignedInteger))
        {
            Reject(RejectionKind.WrongType, name, "an integer");
            return;
        }

        var magnitude = state == CborReaderState.UnsignedInteger
            ? shared.Reader.ReadUInt64()
            : shared.Reader.ReadCborNegativeIntegerRepresentation();
        if (state != kind || magnitude != (value < 0 ? (ulong)(-1 - value) : (ulong)value))
        {
            Reject(otherwise, name, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public MemberId Member(int label, string name)
    {
        if (!Field(label, name, CborReaderState.TextString, "a text string"))
        {
            return default;
        }

        return NameOf(shared.Reader.ReadDefiniteLengthTextStringBytes().Span, name);
    }

    /// <summary>A member's name in a byte string, as COSE wants its key identifiers.</summary>
    public MemberId MemberBytes(int label, string name)
    {
        if (!Field(label, name, CborReaderState.ByteString, "a byte string"))
        {
            return default;
        }

        return NameOf(shared.Reader.ReadDefiniteLengthByteString().Span, name);
    }

    /// <summary>A group's name; null after an error.</summary>
    public GroupId? Group(int label, string name)
    {
        if (!Field(label, name, CborReaderState.TextString, "a text string"))
        {
            return null;
        }

        var text = shared.Reader.ReadDefiniteLengthTextStringBytes().Span;
        if (text.Length is 0 or > GroupId.MaxLength || text.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            Reject(RejectionKind.OutOfRange, name, $"1 to {GroupId.MaxLength} printable ASCII characters without space");
            return null;
        }

        return new GroupId(System.Text.Encoding.ASCII.GetString(text));
    }

    /// <inheritdoc/>
    public ViewId View(int label, string name)
    {
        if (!Present(label, name))
        {
            return default;
        }

        var inner = new CborFields(shared, this, name, isMap: false).Begin();
        var view = new ViewId(inner.Number(0, "counter"), inner.Member(1, "proposer"));
        inner.End();
        return view;
    }

    /// <inheritdoc/>
    public CryptoValue Key(int label, string name) => Fixed(label, name, ConcreteSuite.KeyLength);

    /// <inheritdoc/>
    public CryptoValue KeyId(int label, string name) => Fixed(label, name, ConcreteSuite.KeyIdLength);

    /// <inheritdoc/>
    public CryptoValue WrappedKey(int label, string name) => Fixed(label, name, ConcreteSuite.WrappedKeyLength);

    /// <inheritdoc/>
    public CryptoValue Element(int label, string name)
    {
        var group = shared.Group ?? throw new SpecificationViolation($"a document with group elements ({name}) is read with its group");
        var encoded = Fixed(label, name, group.EncodedLength);
        if (shared.Rejection is not null)
        {
            return group.Generator;
        }

        if (!group.TryDecode(encoded.Span, out var element, out var fault))
        {
            Reject(RejectionKind.WrongGroupElement, name, $"an element of {group.Name}, not {fault}"); // W-14
        }

        return element;
    }

    /// <inheritdoc/>
    public ImmutableArray<T> Items<T>(int label, string name, Func<IFieldReader, T> read)
    {
        if (!Field(label, name, CborReaderState.StartArray, "an array"))
        {
            return [];
        }

        // The form has been checked, so the length is definite. The list grows as items are read: a length alone costs nothing (W-08).
        var count = shared.Reader.ReadStartArray() ?? 0;
        // It may still count bytes that are no items, so room is made as items come (W-08).
        var items = ImmutableArray.CreateBuilder<T>(Math.Min(count, 16));
        var inner = new CborFields(shared, this, name, isMap: true);
        for (var i = 0; i < count; i++)
        {
            inner.item = i;
            items.Add(read(inner.Begin()));
            inner.End();
            if (shared.Rejection is not null)
            {
                return [];
            }
        }

        shared.Reader.ReadEndArray();
        return items.DrainToImmutable();
    }

    /// <summary>A byte string of one length; empty after an error.</summary>
    public Bytes Fixed(int label, string name, int length)
    {
        var content = ByteString(label, name);
        if (shared.Rejection is not null)
        {
            return Bytes.Empty;
        }

        if (content.Length != length)
        {
            Reject(RejectionKind.WrongLength, name, $"{length} bytes");
            return Bytes.Empty;
        }

        return new Bytes(content.Span);
    }

    /// <summary>A byte string, not copied; empty after an error.</summary>
    public ReadOnlyMemory<byte> ByteString(int label, string name) =>
        Field(label, name, CborReaderState.ByteString, "a byte string") ? shared.Reader.ReadDefiniteLengthByteString() : default;

    /// <summary>A map inside this one; the caller must read and end it before the next field.</summary>
    public CborFields Inner(int label, string name)
    {
        _ = Present(label, name);
        return new CborFields(shared, this, name, isMap: true).Begin();
    }

    /// <summary>Ends the container: whatever is left in it is a field that the schema does not know.</summary>
    public void End()
    {
        if (shared.Rejection is not null)
        {
            return;
        }

        if (Next() is { } left)
        {
            Reject(RejectionKind.UnknownField, left.Name, "no such field");
            return;
        }

        if (isMap)
        {
            shared.Reader.ReadEndMap();
        }
        else
        {
            shared.Reader.ReadEndArray();
        }
    }

    // Enters the container that comes next; an object that has ended one can enter another.
    private CborFields Begin()
    {
        (length, done, next) = (0, 0, null);
        if (shared.Rejection is not null)
        {
            return this;
        }

        if (shared.Reader.PeekState() != (isMap ? CborReaderState.StartMap : CborReaderState.StartArray))
        {
            shared.Reject(RejectionKind.WrongType, () => Path, isMap ? "a map" : "an array");
            return this;
        }

        length = (isMap ? shared.Reader.ReadStartMap() : shared.Reader.ReadStartArray()) ?? 0;
        return this;
    }

    private static Shared Start(ReadOnlyMemory<byte> bytes, FieldNames names, string parent, ulong? tag, IPrimeOrderGroup? group = null)
    {
        var shared = new Shared(bytes, group) { Rejection = CborForm.Check(bytes.Span, names, parent) };
        if (shared.Rejection is null && tag is { } number)
        {
            if (shared.Reader.PeekState() != CborReaderState.Tag || (ulong)shared.Reader.ReadTag() != number)
            {
                shared.Reject(RejectionKind.WrongType, () => parent + names.Name, $"tag {number}");
            }
        }

        return shared;
    }

    private MemberId NameOf(ReadOnlySpan<byte> name, string field)
    {
        Span<char> text = stackalloc char[MemberId.MaxLength + 1];
        var taken = Math.Min(name.Length, text.Length);
        for (var i = 0; i < taken; i++)
        {
            text[i] = (char)name[i];
        }

        if (!MemberId.TryParse(text[..taken], out var id))
        {
            Reject(RejectionKind.OutOfRange, field, $"1 to {MemberId.MaxLength} printable ASCII characters without space");
        }

        return id;
    }

    private bool Field(int label, string name, CborReaderState state, string expected)
    {
        if (!Present(label, name))
        {
            return false;
        }

        if (shared.Reader.PeekState() == state)
        {
            return true;
        }

        Reject(RejectionKind.WrongType, name, expected);
        return false;
    }

    private bool Present(int label, string name)
    {
        if (shared.Rejection is not null)
        {
            return false;
        }

        var wanted = new Order(label);
        if (Next() is not { } found || wanted < found)
        {
            Reject(RejectionKind.MissingField, name, $"a field with label {label}");
            return false;
        }

        if (found < wanted)
        {
            Reject(RejectionKind.UnknownField, found.Name, "no such field");
            return false;
        }

        next = null;
        done++;
        return true;
    }

    // The label of the next field; null at the end. Reads a map's key once and remembers it.
    private Order? Next()
    {
        if (next is null && done < length)
        {
            next = isMap ? ReadLabel() : new Order(done);
        }

        return next;
    }

    private Order ReadLabel()
    {
        switch (shared.Reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return new Order(false, shared.Reader.ReadUInt64());
            case CborReaderState.NegativeInteger:
                return new Order(true, shared.Reader.ReadCborNegativeIntegerRepresentation());
            default:
                // A key that is no integer comes after all that are; no schema knows it, so nothing is read after it.
                return Order.NoInteger;
        }
    }

    // A label's place in the bytewise order of encodings: 0, 1, ..., then -1, -2, ...
    private readonly record struct Order(bool Negative, ulong Magnitude, bool IsInteger = true)
    {
        public static readonly Order NoInteger = new(true, ulong.MaxValue, false);

        public Order(long label)
            : this(label < 0, label < 0 ? (ulong)(-1 - label) : (ulong)label)
        {
        }

        public string Name => !IsInteger ? "key" : (Negative ? -1 - (Int128)Magnitude : Magnitude).ToString(CultureInfo.InvariantCulture);

        public static bool operator <(Order left, Order right) => left.Rank < right.Rank;

        public static bool operator >(Order left, Order right) => left.Rank > right.Rank;

        private UInt128 Rank => IsInteger ? (Negative ? (UInt128)1 << 64 : 0) + Magnitude : UInt128.MaxValue;
    }

    private sealed class Shared(ReadOnlyMemory<byte> bytes, IPrimeOrderGroup? group)
    {
        public IPrimeOrderGroup? Group => group;

        // Lax: the form has been checked, more strictly than any of the library's modes does.
        public CborReader Reader { get; } = new(bytes, CborConformanceMode.Lax);

        public Rejection? Rejection { get; set; }

        public void Reject(RejectionKind kind, Func<string> path, string expected) => Rejection ??= new Rejection(kind, path(), expected);
    }
}
