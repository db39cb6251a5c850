using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Gdh;

/// <summary>A member's partial key: g to the product of all shares but its own (rule GDH-01).</summary>
/// <param name="Member">The member.</param>
/// <param name="Value">The element, which is public.</param>
public readonly record struct PartialKey(MemberId Member, CryptoValue Value);

/// <summary>
/// "This is g to the product of all shares so far; add yours": from the controller to the first newcomer, and from newcomer to newcomer (rules GDH-05,
/// GDH-06). The historical system calls it MASS_JOIN.
/// </summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="List">The members of the first component, the controller last.</param>
/// <param name="U">The element.</param>
public sealed record Upflow(Header Header, ImmutableArray<MemberId> List, CryptoValue U) : Message(Header)
{
    /// <summary>Code 18.</summary>
    public static readonly MessageType MessageType = new(18, nameof(Upflow), Protection.Signed, static (header, r) =>
        new Upflow(header, r.Items(10, "list", static item => item.Member(0, "member")), r.Element(11, "u")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
        writer.Items(10, "list", List.Length, (i, item) => item.Member(0, "member", List[i]));
        writer.Element(11, "u", U);
    }
}

/// <summary>"Take your share out of this": from the last newcomer to all (rule GDH-07). The historical system calls it MERGE_BROADCAST.</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="U">The element of the last upflow, unchanged.</param>
public sealed record Downflow(Header Header, CryptoValue U) : Message(Header)
{
    /// <summary>Code 19.</summary>
    public static readonly MessageType MessageType = new(19, nameof(Downflow), Protection.Signed, static (header, r) => new Downflow(header, r.Element(10, "u")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "u", U);
}

/// <summary>"This is U without my share": from every other member to the last newcomer (rule GDH-08).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Value">U to the inverse of the sender's share.</param>
public sealed record FactorOut(Header Header, CryptoValue Value) : Message(Header)
{
    /// <summary>Code 20.</summary>
    public static readonly MessageType MessageType = new(20, nameof(FactorOut), Protection.Signed, static (header, r) => new FactorOut(header, r.Element(10, "value")));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "value", Value);
}

/// <summary>"Raise yours to your share": from the controller to all (rules GDH-03, GDH-09). The historical system calls it KEY_MERGE_UPDATE.</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Keys">The partial keys in the order of the list, the sender's last.</param>
public sealed record PartialKeys(Header Header, ImmutableArray<PartialKey> Keys) : Message(Header)
{
    /// <summary>Code 21.</summary>
    public static readonly MessageType MessageType = new(21, nameof(PartialKeys), Protection.Signed, static (header, r) =>
        new PartialKeys(header, r.Items(10, "keys", static item => new PartialKey(item.Member(0, "member"), item.Element(1, "value")))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "keys", Keys.Length, (i, item) =>
    {
        item.Member(0, "member", Keys[i].Member);
        item.Element(1, "value", Keys[i].Value);
    });
}
