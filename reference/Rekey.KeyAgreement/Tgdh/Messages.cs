using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>"This is the tree of our component, with my new share in it": from the component's sponsor, in a run of several components (rule TGDH-07).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Tree">The tree, without anybody's keys.</param>
public sealed record ComponentTree(Header Header, KeyNode Tree) : Message(Header)
{
    /// <summary>Code 22.</summary>
    public static readonly MessageType MessageType = new(22, nameof(ComponentTree), Protection.Signed, static (header, r) => new ComponentTree(header, TreeFields.Read(r)));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => TreeFields.Text(Tree);

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => TreeFields.Write(writer, Tree);
}

/// <summary>"These are the next nodes above my leaf": the blinded keys that a sponsor has to announce now, from the lowest up (rule TGDH-10).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Keys">The blinded keys.</param>
public sealed record BlindedKeys(Header Header, ImmutableArray<CryptoValue> Keys) : Message(Header)
{
    /// <summary>Code 23.</summary>
    public static readonly MessageType MessageType = new(23, nameof(BlindedKeys), Protection.Signed, static (header, r) =>
        new BlindedKeys(header, r.Items(10, "keys", static item => item.Element(0, "key"))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "keys", Keys.Length, (i, item) => item.Element(0, "key", Keys[i]));
}
