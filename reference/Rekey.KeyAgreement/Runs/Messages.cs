using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Runs;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Runs;

/// <summary>"This is the epoch that I committed last": to the leader of a new view, signed (rule A-01).</summary>
/// <param name="Header">Group, view, run 1, sender.</param>
/// <param name="Base">The epoch; null for a newcomer.</param>
public sealed record BaseReport(Header Header, Epoch? Base) : Message(Header), IReport
{
    /// <inheritdoc/>
    public Told Told => new ToldEpoch(Base);

    /// <summary>Code 9.</summary>
    public static readonly MessageType MessageType = new(9, nameof(BaseReport), Protection.Signed, static (header, r) => new BaseReport(header, EpochField.Read(r, 10, "base", header.Group)));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => Base is { } epoch ? $"base {epoch}" : "newcomer";

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => EpochField.Write(writer, 10, "base", Base);
}

/// <summary>"These take part, and this is what they bring": from the leader to all, signed (rule A-04).</summary>
/// <param name="Header">Group, view, run, sender.</param>
/// <param name="Lineup">The lineup.</param>
public sealed record LineupAnnouncement(Header Header, Lineup Lineup) : Message(Header), IAnnouncement
{
    /// <summary>Code 10.</summary>
    public static readonly MessageType MessageType = new(10, nameof(LineupAnnouncement), Protection.Signed, static (header, r) =>
        new LineupAnnouncement(header, new Lineup(r.Items(10, "components", item => new Component(
            EpochField.Read(item, 0, "base", header.Group), item.Items(1, "members", static member => member.Member(0, "member")))))));

    /// <inheritdoc/>
    public override MessageType Type => MessageType;

    /// <inheritdoc/>
    public override string Text => string.Join(" | ", Lineup.Components.Select(static c => $"{string.Join(',', c.Members)}{(c.Base is { } b ? $" of {b}" : " new")}"));

    /// <inheritdoc/>
    public override void WriteFields(IFieldWriter writer) => writer.Items(10, "components", Lineup.Components.Length, (i, item) =>
    {
        var component = Lineup.Components[i];
        EpochField.Write(item, 0, "base", component.Base);
        item.Items(1, "members", component.Members.Length, (j, member) => member.Member(0, "member", component.Members[j]));
    });
}

/// <summary>An epoch that may be absent, as a list of at most one.</summary>
internal static class EpochField
{
    public static Epoch? Read(IFieldReader reader, int label, string name, GroupId group)
    {
        var found = reader.Items(label, name, item => new Epoch(group, item.View(0, "view"), item.Number(1, "run", least: 1)));
        if (found.Length > 1)
        {
            reader.Reject(RejectionKind.OutOfRange, name, "at most one epoch");
        }

        return found.Length == 1 ? found[0] : null;
    }

    public static void Write(IFieldWriter writer, int label, string name, Epoch? epoch) => writer.Items(label, name, epoch is null ? 0 : 1, (_, item) =>
    {
        item.View(0, "view", epoch!.Value.View);
        item.Number(1, "run", epoch.Value.Run);
    });
}

/// <summary>The message types that every key agreement has.</summary>
public static class AgreementMessages
{
    /// <summary>The catalogue of a protocol with messages of its own.</summary>
    public static MessageCatalogue With(params MessageType[] own) => new(
        [BaseReport.MessageType, LineupAnnouncement.MessageType, .. own, Ack.MessageType, ProtoDone.MessageType, RefreshRequest.MessageType, GroupData.MessageType])
    {
        IsStamped = true,
    };
}
