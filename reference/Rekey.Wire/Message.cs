using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.Wire;

/// <summary>What every message of a protocol says of itself (spec/wire/wire-format.md, section 3).</summary>
/// <param name="Group">The group.</param>
/// <param name="View">The view in which it was sent.</param>
/// <param name="Run">The run within the view, from 1.</param>
/// <param name="Sender">The member that sent it; for signed messages also the signer.</param>
public sealed record Header(GroupId Group, ViewId View, uint Run, MemberId Sender)
{
    /// <summary>The message's place among the sender's own and in time; null in protocols whose messages have none.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>The epoch that the message is about.</summary>
    public Epoch Epoch => new(Group, View, Run);

    /// <summary>The header of another member's message of the same run, without a stamp.</summary>
    public Header By(MemberId sender) => new(Group, View, Run, sender);

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Stamp is { } stamp
        ? Core.Fingerprint.Mix(Core.Fingerprint.Mix(Epoch.Fingerprint, Sender.Fingerprint), ((ulong)stamp.Sequence << 32) | stamp.Time)
        : Core.Fingerprint.Mix(Epoch.Fingerprint, Sender.Fingerprint);
}

/// <summary>
/// Sequence number and time of a message (paper B, section 4.1): with them, no receiver takes a message twice, or after a later one of the same sender.
/// </summary>
/// <param name="Sequence">The sender's count of its signed messages in this view, from 1.</param>
/// <param name="Time">A tick of the view's logical clock, from 1: later than every message that the sender had sent or taken before.</param>
public readonly record struct Stamp(uint Sequence, uint Time);

/// <summary>How a message is protected on its way.</summary>
public enum Protection : byte
{
    /// <summary>Readable by all, signed by the sender: COSE_Sign1.</summary>
    Signed,

    /// <summary>On the secure channel to one receiver, and signed: COSE_Sign1 around COSE_Encrypt0.</summary>
    Sealed,

    /// <summary>Under the sender's traffic key of an epoch: COSE_Encrypt0.</summary>
    GroupEncrypted,
}

/// <summary>A message type of a protocol.</summary>
/// <param name="Code">Its number on the wire.</param>
/// <param name="Name">Its name in the specification.</param>
/// <param name="Protection">How it must be protected.</param>
/// <param name="Read">Reads the fields after the header. The reader reports errors; it never throws.</param>
public sealed record MessageType(byte Code, string Name, Protection Protection, Func<Header, IFieldReader, Message> Read);

/// <summary>A message: immutable data, with one description of its fields that serves every purpose.</summary>
/// <param name="Header">The common part.</param>
public abstract record Message(Header Header)
{
    /// <summary>The type.</summary>
    public abstract MessageType Type { get; }

    /// <summary>The body as people read it; null where its fields one after the other read well enough.</summary>
    public virtual string? Text => null;

    /// <summary>Names the fields after the header in ascending order of label, each once.</summary>
    public abstract void WriteFields(IFieldWriter writer);
}

/// <summary>All message types of a protocol; codes are unique.</summary>
public sealed class MessageCatalogue
{
    private readonly MessageType?[] byCode = new MessageType?[256];

    /// <summary>Makes a catalogue.</summary>
    /// <exception cref="ArgumentException">Two types with one code.</exception>
    public MessageCatalogue(params MessageType[] types)
    {
        foreach (var type in types)
        {
            if (byCode[type.Code] is { } other)
            {
                throw new ArgumentException($"message types {other.Name} and {type.Name} share code {type.Code}", nameof(types));
            }

            byCode[type.Code] = type;
        }

        Types = types;
    }

    /// <summary>Whether headers of signed messages have a <see cref="Stamp"/>.</summary>
    public bool IsStamped { get; init; }

    /// <summary>The types, in the order given.</summary>
    public IReadOnlyList<MessageType> Types { get; }

    /// <summary>The type with a code; null where there is none.</summary>
    public MessageType? Find(ulong code) => code < 256 ? byCode[(int)code] : null;
}

/// <summary>Takes a message's fields. Labels are the CBOR map keys; header fields have labels 0 to 9, so these start at 10.</summary>
public interface IFieldWriter
{
    /// <summary>A number below 2^32.</summary>
    void Number(int label, string name, uint value);

    /// <summary>A member's name.</summary>
    void Member(int label, string name, MemberId value);

    /// <summary>A group key; only in sealed messages.</summary>
    void Key(int label, string name, CryptoValue value);

    /// <summary>A key identifier.</summary>
    void KeyId(int label, string name, CryptoValue value);

    /// <summary>A view's name.</summary>
    void View(int label, string name, ViewId value);

    /// <summary>A key encrypted under another key.</summary>
    void WrappedKey(int label, string name, CryptoValue value);

    /// <summary>An element of the key agreement's group, other than the identity.</summary>
    void Element(int label, string name, CryptoValue value);

    /// <summary>A list of items; each writes its own fields, with labels from 0.</summary>
    void Items(int label, string name, int count, Action<int, IFieldWriter> write);
}

/// <summary>Gives a message's fields, in the order in which they were written. After the first error it gives defaults; the caller asks once at the end.</summary>
public interface IFieldReader
{
    /// <summary>A number of at least <paramref name="least"/>.</summary>
    uint Number(int label, string name, uint least = 0);

    /// <summary>A member's name.</summary>
    MemberId Member(int label, string name);

    /// <summary>A group key.</summary>
    CryptoValue Key(int label, string name);

    /// <summary>A key identifier.</summary>
    CryptoValue KeyId(int label, string name);

    /// <summary>A view's name.</summary>
    ViewId View(int label, string name);

    /// <summary>A key encrypted under another key.</summary>
    CryptoValue WrappedKey(int label, string name);

    /// <summary>An element of the key agreement's group, other than the identity.</summary>
    CryptoValue Element(int label, string name);

    /// <summary>A list of items, each read by <paramref name="read"/> from its own fields; empty after an error.</summary>
    ImmutableArray<T> Items<T>(int label, string name, Func<IFieldReader, T> read);

    /// <summary>Notes that a field that could be read has an impossible value.</summary>
    void Reject(RejectionKind kind, string name, string expected);
}
