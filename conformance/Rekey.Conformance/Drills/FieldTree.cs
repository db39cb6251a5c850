using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.Drills;

/// <summary>A field of a message's body, with the items below it where it is a list.</summary>
/// <param name="Field">The field; of a list, without its length.</param>
/// <param name="Items">The items of a list, each with its fields; default for other kinds.</param>
public sealed record FieldNode(Field Field, ImmutableArray<ImmutableArray<FieldNode>> Items = default)
{
    /// <summary>Whether the field is a list.</summary>
    public bool IsList => Field.Kind == FieldKind.Items;
}

/// <summary>
/// The body of any message as a tree of fields, which keeps together what belongs to one item of a list: an item can be left out or said twice. It
/// knows nothing of any message type but what each has, <see cref="Message.WriteFields"/> and <see cref="MessageType.Read"/>.
/// </summary>
public static class FieldTree
{
    /// <summary>The fields of a message.</summary>
    public static ImmutableArray<FieldNode> Of(Message message)
    {
        var recorder = new Recorder();
        message.WriteFields(recorder);
        return recorder.Nodes.ToImmutable();
    }

    /// <summary>A message of the same type with another header and other fields; null where its format has no such message.</summary>
    public static Message? Rebuild(Message message, Header header, ImmutableArray<FieldNode> fields)
    {
        var state = new Playing();
        var player = new Player(state, fields);
        var read = message.Type.Read(header, player);
        return state.IsBroken || !player.IsAtEnd ? null : read;
    }

    private sealed class Recorder : IFieldWriter
    {
        public ImmutableArray<FieldNode>.Builder Nodes { get; } = ImmutableArray.CreateBuilder<FieldNode>();

        public void Number(int label, string name, uint value) => Add(new Field(FieldKind.Number, label, name) { Number = value });

        public void Member(int label, string name, MemberId value) => Add(new Field(FieldKind.Member, label, name) { Member = value });

        public void View(int label, string name, ViewId value) => Add(new Field(FieldKind.View, label, name) { View = value });

        public void Key(int label, string name, CryptoValue value) => Add(new Field(FieldKind.Key, label, name) { Value = value });

        public void KeyId(int label, string name, CryptoValue value) => Add(new Field(FieldKind.KeyId, label, name) { Value = value });

        public void WrappedKey(int label, string name, CryptoValue value) => Add(new Field(FieldKind.WrappedKey, label, name) { Value = value });

        public void Element(int label, string name, CryptoValue value) => Add(new Field(FieldKind.Element, label, name) { Value = value });

        public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
        {
            var items = ImmutableArray.CreateBuilder<ImmutableArray<FieldNode>>(count);
            for (var i = 0; i < count; i++)
            {
                var inner = new Recorder();
                write(i, inner);
                items.Add(inner.Nodes.ToImmutable());
            }

            Nodes.Add(new FieldNode(new Field(FieldKind.Items, label, name), items.ToImmutable()));
        }

        private void Add(Field field) => Nodes.Add(new FieldNode(field));
    }

    private sealed class Playing
    {
        public bool IsBroken { get; set; }
    }

    private sealed class Player(Playing state, ImmutableArray<FieldNode> nodes) : IFieldReader
    {
        private int next;

        public bool IsAtEnd => next == nodes.Length;

        public uint Number(int label, string name, uint least = 0)
        {
            var value = Take(FieldKind.Number, label).Field.Number;
            state.IsBroken |= value < least;
            return Math.Max(value, least);
        }

        public MemberId Member(int label, string name) => Take(FieldKind.Member, label).Field.Member;

        public ViewId View(int label, string name) => Take(FieldKind.View, label).Field.View;

        public CryptoValue Key(int label, string name) => Take(FieldKind.Key, label).Field.Value!;

        public CryptoValue KeyId(int label, string name) => Take(FieldKind.KeyId, label).Field.Value!;

        public CryptoValue WrappedKey(int label, string name) => Take(FieldKind.WrappedKey, label).Field.Value!;

        public CryptoValue Element(int label, string name) => Take(FieldKind.Element, label).Field.Value!;

        public ImmutableArray<T> Items<T>(int label, string name, Func<IFieldReader, T> read)
        {
            var list = Take(FieldKind.Items, label);
            var items = ImmutableArray.CreateBuilder<T>();
            foreach (var item in state.IsBroken ? [] : list.Items)
            {
                var inner = new Player(state, item);
                items.Add(read(inner));
                state.IsBroken |= !inner.IsAtEnd;
                if (state.IsBroken)
                {
                    return [];
                }
            }

            return items.ToImmutable();
        }

        public void Reject(RejectionKind kind, string name, string expected) => state.IsBroken = true;

        private FieldNode Take(FieldKind kind, int label)
        {
            state.IsBroken |= next >= nodes.Length || nodes[next].Field.Kind != kind || nodes[next].Field.Label != label;
            return state.IsBroken ? new FieldNode(default, []) : nodes[next++];
        }
    }
}
