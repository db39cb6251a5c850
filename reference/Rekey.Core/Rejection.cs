namespace Rekey.Core;

/// <summary>The kinds of reasons for which an input is turned away (spec/wire/wire-format.md, section 7).</summary>
public enum RejectionKind
{
    /// <summary>The bytes end before the item does.</summary>
    Truncated,

    /// <summary>Bytes follow the item.</summary>
    TrailingBytes,

    /// <summary>Well-formed CBOR, but not in the deterministic form of RFC 8949, section 4.2.1.</summary>
    NonCanonical,

    /// <summary>A map holds a key twice.</summary>
    DuplicateKey,

    /// <summary>A field that the schema requires is not there.</summary>
    MissingField,

    /// <summary>A field that the schema does not know.</summary>
    UnknownField,

    /// <summary>A field of another CBOR type, or no valid CBOR at all.</summary>
    WrongType,

    /// <summary>A number, name or byte string outside its range.</summary>
    OutOfRange,

    /// <summary>A key, identifier, nonce or signature of another length.</summary>
    WrongLength,

    /// <summary>More bytes than the format allows.</summary>
    Oversize,

    /// <summary>A message type that the protocol does not have.</summary>
    UnknownType,

    /// <summary>A cipher suite or algorithm other than the group's.</summary>
    WrongSuite,

    /// <summary>A protection other than the one the message type must have (a key in the clear, say).</summary>
    WrongProtection,

    /// <summary>Bytes that are no valid element of the group.</summary>
    WrongGroupElement,

    /// <summary>A signer whom the authentication service does not know.</summary>
    UnknownSender,

    /// <summary>The signature does not verify.</summary>
    BadSignature,

    /// <summary>The ciphertext does not authenticate.</summary>
    BadCiphertext,

    /// <summary>Sealed for somebody else.</summary>
    WrongRecipient,

    /// <summary>Of another group.</summary>
    WrongGroup,

    /// <summary>Of a view that is not the current one.</summary>
    WrongView,

    /// <summary>Of a run that is not the one expected.</summary>
    WrongRun,

    /// <summary>About a key that is not the one of this run.</summary>
    WrongKey,

    /// <summary>From a process that is no member of the view.</summary>
    NotMember,

    /// <summary>From a member that the protocol does not entitle to send this, or to a member that it does not address.</summary>
    NotEntitled,

    /// <summary>Already received.</summary>
    Duplicate,

    /// <summary>A key tree that cannot be one of this run, or that does not fit what the member holds.</summary>
    WrongTree,

    /// <summary>A message of a plan that is not what the plan says.</summary>
    WrongPlan,

    /// <summary>A lineup that no reports of the view's members can give, or that does not fit what the member kept.</summary>
    WrongLineup,

    /// <summary>A contribution to a key agreement that does not fit the others, or what the member can compute itself.</summary>
    WrongContribution,
}

/// <summary>Why an input was turned away.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Field">The first bad field, as a path such as <c>sign1.payload.view</c>.</param>
/// <param name="Expected">What was expected there.</param>
public sealed record Rejection(RejectionKind Kind, string Field, string Expected)
{
    /// <summary>For example <c>WrongView at header.view: expected 2.m1</c>.</summary>
    public override string ToString() => $"{Kind} at {Field}: expected {Expected}";
}
