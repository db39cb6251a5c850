using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Str;

/// <summary>Where components merge: a component's chain, from its sponsor to all (rule STR-06).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Places">The members from the bottom up, each with its blinded share.</param>
public sealed record BlindedChain(Header Header, ImmutableArray<(MemberId Member, CryptoValue Share)> Places) : Message(Header)
{
    /// <summary>Code 16.</summary>
    public static readonly MessageType MessageType = new(16, nameof(BlindedChain), Protection.Signed, static (header, r) =>
        new BlindedChain(header, r.Items(10, "places", static item => (item.Member(0, "member"), item.Element(1, "share")))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => string.Join(", ", Places.Select(static p => $"{p.Member} {p.Share}"));

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "places", Places.Length, (i, item) =>
    {
        item.Member(0, "member", Places[i].Member);
        item.Element(1, "share", Places[i].Share);
    });
}

/// <summary>What the view's sponsor has changed, from its place to below the top, to all (rule STR-08).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Share">The sponsor's new blinded share.</param>
/// <param name="Keys">Blinded keys from the sponsor's place, or the second lowest if it is the lowest, to the second highest.</param>
public sealed record BlindedKeys(Header Header, CryptoValue Share, ImmutableArray<CryptoValue> Keys) : Message(Header)
{
    /// <summary>Code 17.</summary>
    public static readonly MessageType MessageType = new(17, nameof(BlindedKeys), Protection.Signed, static (header, r) =>
        new BlindedKeys(header, r.Element(10, "share"), r.Items(11, "keys", static item => item.Element(0, "key"))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => $"share {Share}, keys {(Keys.IsEmpty ? "none" : string.Join(", ", Keys))}";

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
        writer.Element(10, "share", Share);
        writer.Items(11, "keys", Keys.Length, (i, item) => item.Element(0, "key", Keys[i]));
    }
}
