using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Ckd;

/// <summary>
/// "This is my g^a, and these are the members so far": from the controller to all (rules CKD-04, CKD-05). The historical system has two kinds, for an a that
/// was used before and for a new one; whoever needs to know which it is knows it already.
/// </summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="List">The members of the first component, the controller first.</param>
/// <param name="A">g^a.</param>
public sealed record ControllerShare(Header Header, ImmutableArray<MemberId> List, CryptoValue A) : Message(Header)
{
    /// <summary>Code 13.</summary>
    public static readonly MessageType MessageType = new(13, nameof(ControllerShare), Protection.Signed, static (header, r) =>
        new ControllerShare(header, r.Items(10, "list", static item => item.Member(0, "member")), r.Element(11, "a")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
        writer.Items(10, "list", List.Length, (i, item) => item.Member(0, "member", List[i]));
        writer.Element(11, "a", A);
    }
}

/// <summary>"This is my g^b": from a newcomer to the controller (rule CKD-06).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="B">g^b.</param>
public sealed record MemberShare(Header Header, CryptoValue B) : Message(Header)
{
    /// <summary>Code 14.</summary>
    public static readonly MessageType MessageType = new(14, nameof(MemberShare), Protection.Signed, static (header, r) => new MemberShare(header, r.Element(10, "b")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "b", B);
}

/// <summary>The group's element as one member can unwrap it.</summary>
/// <param name="Member">The member.</param>
/// <param name="Value">The element to the scalar that the controller shares with the member.</param>
public readonly record struct WrappedElement(MemberId Member, CryptoValue Value);

/// <summary>"Unwrap yours": from the controller to all (rule CKD-07).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Values">For every member but the controller, in the order of the list.</param>
public sealed record WrappedKeys(Header Header, ImmutableArray<WrappedElement> Values) : Message(Header)
{
    /// <summary>Code 15.</summary>
    public static readonly MessageType MessageType = new(15, nameof(WrappedKeys), Protection.Signed, static (header, r) =>
        new WrappedKeys(header, r.Items(10, "values", static item => new WrappedElement(item.Member(0, "member"), item.Element(1, "value")))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "values", Values.Length, (i, item) =>
    {
        item.Member(0, "member", Values[i].Member);
        item.Element(1, "value", Values[i].Value);
    });
}
