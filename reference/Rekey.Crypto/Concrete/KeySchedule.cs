using System.Buffers.Binary;
using System.Text;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// The one place that names the version of the format and the labels of all derived keys (spec/wire/wire-format.md, section 9; W-20).
/// </summary>
public static class KeySchedule
{
    /// <summary>The version of the wire format and of the key schedule. A change of either changes it.</summary>
    public const string Version = "rekey/1";

    /// <summary>Label of a key identifier.</summary>
    public const string KeyIdLabel = "key id";

    /// <summary>Label of a sender's traffic key.</summary>
    public const string TrafficLabel = "traffic";

    /// <summary>Label of the AES key under which other keys are wrapped.</summary>
    public const string WrapLabel = "key wrap";

    /// <summary>Label of the secure channel, for its key and for its associated data.</summary>
    public const string ChannelLabel = "channel";

    /// <summary>Label of what a signature covers besides the message.</summary>
    public const string SignatureLabel = "signature";

    /// <summary>Label of what group data authenticates besides its header.</summary>
    public const string DataLabel = "data";

    /// <summary>Label of a scalar that is derived from a group element which is no integer (W-22).</summary>
    public const string ScalarLabel = "element scalar";

    /// <summary>Label of a group key that is derived from an agreed group element.</summary>
    public const string AgreedLabel = "agreed key";

    /// <summary>
    /// A context: version, suite, label and parts, each after its length as two bytes, most significant first. The encoding is
    /// injective: two different lists never give one byte string (W-20).
    /// </summary>
    /// <exception cref="ArgumentException">A part of 65,536 bytes or more.</exception>
    public static byte[] Context(byte suite, string label, params ReadOnlySpan<byte[]> parts)
    {
        var length = 0;
        byte[][] all = [Encoding.ASCII.GetBytes(Version), [suite], Encoding.ASCII.GetBytes(label), .. parts];
        foreach (var part in all)
        {
            length += 2 + part.Length;
        }

        var context = new byte[length];
        var rest = context.AsSpan();
        foreach (var part in all)
        {
            if (part.Length > ushort.MaxValue)
            {
                throw new ArgumentException($"a part of a context has at most {ushort.MaxValue} bytes", nameof(parts));
            }

            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)part.Length);
            part.CopyTo(rest[2..]);
            rest = rest[(2 + part.Length)..];
        }

        return context;
    }
}
