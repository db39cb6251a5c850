using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Adversary;

/// <summary>What a field of a message holds.</summary>
public enum FieldKind : byte
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A member's name.</summary>
    Member,

    /// <summary>A view's name.</summary>
    View,

    /// <summary>A group key.</summary>
    Key,

    /// <summary>A key identifier.</summary>
    KeyId,

    /// <summary>A key encrypted under another key.</summary>
    WrappedKey,

    /// <summary>An element of the key agreement's group.</summary>
    Element,

    /// <summary>How many items follow; each is the fields that it wrote.</summary>
    Items,
}

/// <summary>A field of a message.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Label">Its label.</param>
/// <param name="Name">Its name.</param>
public readonly record struct Field(FieldKind Kind, int Label, string Name)
{
    /// <summary>The number, or the number of items.</summary>
    public uint Number { get; init; }

    /// <summary>The member.</summary>
    public MemberId Member { get; init; }

    /// <summary>The view.</summary>
    public ViewId View { get; init; }

    /// <summary>The key, identifier, ciphertext or element; null for other kinds.</summary>
    public CryptoValue? Value { get; init; }

    /// <summary>What it holds, for people.</summary>
    public override string ToString() => Kind switch
    {
        FieldKind.Number or FieldKind.Items => Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Member => Member.ToString(),
        FieldKind.View => View.ToString(),
        _ => Value!.ToString()!,
    };
}

/// <summary>
/// The fields of a message's body, one after the other: taken from a message and put together to one again by what every message type has anyway,
/// <see cref="Message.WriteFields"/> and <see cref="MessageType.Read"/>. So the adversary can change a message of a protocol that it knows nothing of.
/// </summary>
public static class MessageFields
{
    /// <summary>The fields of a message. Group data, which is read from its header, has its number and its key identifier.</summary>
    public static List<Field> Of(Message message)
    {
        var recorder = new Recorder();
        message.WriteFields(recorder);
        if (message is GroupData data)
        {
            recorder.KeyId(11, "keyId", data.KeyId);
        }

        return recorder.Fields;
    }

    /// <summary>A message of the same type with another header and other fields; null where its format has no such message.</summary>
    public static Message? Rebuild(Message message, Header header, IReadOnlyList<Field> fields)
    {
        if (message is GroupData data)
        {
            return fields[0].Number == 0 ? null : data with { Header = header, Sequence = fields[0].Number, KeyId = fields[1].Value! };
        }

        var player = new FieldPlayer(fields);
        var read = message.Type.Read(header, player);
        return player.IsWellFormed ? read : null;
    }

    private sealed class Recorder : IFieldWriter
    {
        public List<Field> Fields { get; } = [];

        public void Number(int label, string name, uint value) => Fields.Add(new Field(FieldKind.Number, label, name) { Number = value });

        public void Member(int label, string name, MemberId value) => Fields.Add(new Field(FieldKind.Member, label, name) { Member = value });

        public void View(int label, string name, ViewId value) => Fields.Add(new Field(FieldKind.View, label, name) { View = value });

        public void Key(int label, string name, CryptoValue value) => Add(FieldKind.Key, label, name, value);

        public void KeyId(int label, string name, CryptoValue value) => Add(FieldKind.KeyId, label, name, value);

        public void WrappedKey(int label, string name, CryptoValue value) => Add(FieldKind.WrappedKey, label, name, value);

        public void Element(int label, string name, CryptoValue value) => Add(FieldKind.Element, label, name, value);

        public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
        {
            Fields.Add(new Field(FieldKind.Items, label, name) { Number = (uint)count });
            for (var i = 0; i < count; i++)
            {
                write(i, this);
            }
        }

        private void Add(FieldKind kind, int label, string name, CryptoValue value) => Fields.Add(new Field(kind, label, name) { Value = value });
    }
}
