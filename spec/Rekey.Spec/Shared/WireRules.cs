using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>How messages look and what the codec refuses. Prose: spec/wire/wire-format.md.</summary>
public static class WireRules
{
    /// <summary>W-01.</summary>
    public static readonly RuleId Strict = new("W-01", "Bytes that are not exactly one well-formed, well-protected message of the group are rejected, with the first bad field named.");

    /// <summary>W-02.</summary>
    public static readonly RuleId OneItem = new("W-02", "Bytes hold exactly one item: no end before it, nothing after it.");

    /// <summary>W-03.</summary>
    public static readonly RuleId ShortestForm = new("W-03", "Every number, length, count and tag is in its shortest form.");

    /// <summary>W-04.</summary>
    public static readonly RuleId DefiniteLength = new("W-04", "No string, array or map has an indefinite length.");

    /// <summary>W-05.</summary>
    public static readonly RuleId KeyOrder = new("W-05", "The keys of a map ascend in bytewise order, and each occurs once.");

    /// <summary>W-06.</summary>
    public static readonly RuleId Types = new("W-06", "Integers, strings, arrays, maps and tags occur; floats and simple values do not.");

    /// <summary>W-07.</summary>
    public static readonly RuleId Limits = new("W-07", "A message has at most 65,536 bytes and nests at most 8 deep.");

    /// <summary>W-08.</summary>
    public static readonly RuleId Total = new("W-08", "Decoding is total and cheap: no exception, linear time, memory a small multiple of the input.");

    /// <summary>W-09.</summary>
    public static readonly RuleId FirstFault = new("W-09", "The first fault in the order of checks is reported, with the path of its field.");

    /// <summary>W-10.</summary>
    public static readonly RuleId Labels = new("W-10", "Header fields have labels 0 to 9, fields of a type labels from 10; an unknown type is rejected.");

    /// <summary>W-11.</summary>
    public static readonly RuleId Signatures = new("W-11", "The signer is known, the signature is its own, and it is the sender that the header names.");

    /// <summary>W-12.</summary>
    public static readonly RuleId Protections = new("W-12", "Each message type has one protection; a message that comes with another is rejected.");

    /// <summary>W-13.</summary>
    public static readonly RuleId ChannelBinding = new("W-13", "The secure channel binds version, suite, group, sender, recipient and both elements.");

    /// <summary>W-14.</summary>
    public static readonly RuleId Elements = new("W-14", "An element is in its group's one encoding and never the identity.");

    /// <summary>W-15.</summary>
    public static readonly RuleId ClosedSchema = new("W-15", "The schema is closed: no field missing, none unknown, each of its type, range and length.");

    /// <summary>W-16.</summary>
    public static readonly RuleId DataNonce = new("W-16", "The IV of group data is its sequence number; the protected header is authenticated.");

    /// <summary>W-17.</summary>
    public static readonly RuleId Suites = new("W-17", "Suite and algorithms are the group's; nothing is negotiated.");

    /// <summary>W-18.</summary>
    public static readonly RuleId Addressed = new("W-18", "A message of another group, or sealed to another member, is rejected.");

    /// <summary>W-19.</summary>
    public static readonly RuleId KeyWrap = new("W-19", "A key under a key is wrapped by RFC 3394 under a key derived from the wrapping one.");

    /// <summary>W-20.</summary>
    public static readonly RuleId InjectiveContext = new("W-20", "Contexts of derivations and signatures are encoded injectively.");

    /// <summary>W-21.</summary>
    public static readonly RuleId SeededEntropy = new("W-21", "Vectors draw their entropy from a seed, a member and the number of the draw.");

    /// <summary>W-22.</summary>
    public static readonly RuleId ElementScalar = new("W-22", "The scalar of an element is the element modulo q where it is an integer, else a hash; it is never 0.");

    /// <summary>W-23.</summary>
    public static readonly RuleId HistoricCipher = new("W-23", "Blowfish-CBC with HMAC-SHA-1 authenticates header, nonce, vector and ciphertext, and derives the vector.");
}
