using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Adversary;

/// <summary>
/// Gives recorded fields back to the code that reads a message. A changed field can lead that code elsewhere (a leaf of a tree that now claims to
/// have children): then the fields do not fit any more, and what comes out is no message of the format.
/// </summary>
public sealed class FieldPlayer(IReadOnlyList<Field> fields) : IFieldReader
{
    private int next;
    private bool broken;

    /// <summary>Whether everything that was asked for was there and possible, and nothing is left over.</summary>
    public bool IsWellFormed => !broken && next == fields.Count;

    /// <inheritdoc/>
    public uint Number(int label, string name, uint least = 0)
    {
        var value = Take(FieldKind.Number, label).Number;
        broken |= value < least;
        return broken ? least : value;
    }

    /// <inheritdoc/>
    public MemberId Member(int label, string name) => Take(FieldKind.Member, label).Member;

    /// <inheritdoc/>
    public ViewId View(int label, string name) => Take(FieldKind.View, label).View;

    /// <inheritdoc/>
    public CryptoValue Key(int label, string name) => Take(FieldKind.Key, label).Value!;

    /// <inheritdoc/>
    public CryptoValue KeyId(int label, string name) => Take(FieldKind.KeyId, label).Value!;

    /// <inheritdoc/>
    public CryptoValue WrappedKey(int label, string name) => Take(FieldKind.WrappedKey, label).Value!;

    /// <inheritdoc/>
    public CryptoValue Element(int label, string name) => Take(FieldKind.Element, label).Value!;

    /// <inheritdoc/>
    public ImmutableArray<T> Items<T>(int label, string name, Func<IFieldReader, T> read)
    {
        var count = Take(FieldKind.Items, label).Number;
        var items = ImmutableArray.CreateBuilder<T>();
        for (var i = 0u; i < count && !broken; i++)
        {
            items.Add(read(this));
        }

        return broken ? [] : items.ToImmutable();
    }

    /// <inheritdoc/>
    public void Reject(RejectionKind kind, string name, string expected) => broken = true;

    private Field Take(FieldKind kind, int label)
    {
        broken |= next >= fields.Count || fields[next].Kind != kind || fields[next].Label != label;
        return broken ? default : fields[next++];
    }
}
