using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Wire;

namespace Rekey.KeyTrees.Runs;

/// <summary>A member's path in the tree of the run that it committed last, to the leader of a new view, signed (K-01).</summary>
/// <param name="Header">Group, view, run (1), sender.</param>
/// <param name="Path">From the root down; empty for a newcomer.</param>
public sealed record Report(Header Header, ImmutableArray<PathStep> Path) : Message(Header), IReport
{
    /// <inheritdoc/>
    public Told Told => new ToldPath(Path);

    /// <summary>Code 5.</summary>
    public static readonly MessageType MessageType = new(5, nameof(Report), Protection.Signed, Read);

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => Path.IsEmpty ? "newcomer" : string.Join(" > ", Path.Select(static s => $"{s.Name} child {s.Position} of {s.Arity}"));

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "path", Path.Length, (i, w) =>
    {
        var next = KeyNames.Write(w, 0, Path[i].Name);
        w.Number(next, "position", Path[i].Position);
        w.Number(next + 1, "arity", Path[i].Arity);
    });

    private static Report Read(Header header, IFieldReader reader) => new(header, reader.Items(10, "path", r =>
    {
        var step = new PathStep(KeyNames.Read(r, 0, header.Group), r.Number(3, "position"), r.Number(4, "arity", least: 1));
        if (step.Position >= step.Arity)
        {
            r.Reject(RejectionKind.OutOfRange, "position", "a position below the arity");
        }

        return step;
    }));
}

/// <summary>The tree of a run, from the leader to all, signed (K-10). It determines the plan.</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Tree">The tree, with names.</param>
public sealed record TreeAnnouncement(Header Header, KeyTree Tree) : Message(Header), IAnnouncement
{
    /// <summary>Code 6.</summary>
    public static readonly MessageType MessageType = new(6, nameof(TreeAnnouncement), Protection.Signed, static (header, r) => new TreeAnnouncement(header, TreeNodes.Read(r, header.Group)));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => TextOf(Tree);

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => TreeNodes.Write(writer, Tree);

    private string TextOf(KeyTree tree) => tree is Branch branch
        ? $"{(branch.Name.Epoch == Header.Epoch ? NewText(branch) : branch.Name)}({string.Join(' ', branch.Children.Select(TextOf))})"
        : tree.Leader.ToString();

    private static string NewText(Branch branch) => $"new#{branch.Name.Number}{(branch.Head == 0 ? "" : $" by child {branch.Head}")}";
}

/// <summary>New keys of the run, to one member on the secure channel: one message of the plan (K-12).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Index">Which message of the plan it is.</param>
/// <param name="Keys">Numbers of new keys, and the keys, in the plan's order.</param>
public sealed record SecretKeys(Header Header, uint Index, ImmutableArray<(uint Number, CryptoValue Key)> Keys) : Message(Header)
{
    /// <summary>Code 7.</summary>
    public static readonly MessageType MessageType = new(7, nameof(SecretKeys), Protection.Sealed, static (header, r) => new SecretKeys(
        header,
        r.Number(10, "index"),
        r.Items(11, "keys", static i => (i.Number(0, "number"), i.Key(1, "key")))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => $"{Index}: {string.Join(", ", Keys.Select(static k => $"#{k.Number} {k.Key}"))}";

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
        writer.Number(10, "index", Index);
        writer.Items(11, "keys", Keys.Length, (i, w) =>
        {
            w.Number(0, "number", Keys[i].Number);
            w.Key(1, "key", Keys[i].Key);
        });
    }
}

/// <summary>New keys of the run, each encrypted under another key, in the clear: one message of the plan (K-12).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Index">Which message of the plan it is.</param>
/// <param name="Keys">What is encrypted under what, and the ciphertexts, in the plan's order.</param>
public sealed record EncryptedKeys(Header Header, uint Index, ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> Keys) : Message(Header)
{
    /// <summary>Code 8.</summary>
    public static readonly MessageType MessageType = new(8, nameof(EncryptedKeys), Protection.Signed, static (header, r) => new EncryptedKeys(
        header,
        r.Number(10, "index"),
        r.Items(11, "keys", i => (new Wrap(i.Number(0, "key"), KeyNames.Read(i, 1, header.Group)), i.WrappedKey(4, "ciphertext")))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => $"{Index}: {string.Join(", ", Keys.Select(k => $"#{k.Wrap.Key} under {NameOf(k.Wrap.Under)} {k.Ciphertext}"))}";

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer)
    {
        writer.Number(10, "index", Index);
        writer.Items(11, "keys", Keys.Length, (i, w) =>
        {
            w.Number(0, "key", Keys[i].Wrap.Key);
            w.WrappedKey(KeyNames.Write(w, 1, Keys[i].Wrap.Under), "ciphertext", Keys[i].Ciphertext);
        });
    }

    private string NameOf(KeyName name) => name.Epoch == Header.Epoch ? $"#{name.Number}" : name.ToString();
}

/// <summary>All messages of the key-tree protocols.</summary>
public static class TreeMessages
{
    /// <summary>The catalogue.</summary>
    public static readonly MessageCatalogue Catalogue = new(
        Ack.MessageType,
        ProtoDone.MessageType,
        RefreshRequest.MessageType,
        Report.MessageType,
        TreeAnnouncement.MessageType,
        SecretKeys.MessageType,
        EncryptedKeys.MessageType,
        GroupData.MessageType);
}
