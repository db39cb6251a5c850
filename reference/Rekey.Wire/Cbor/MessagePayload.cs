using Rekey.Core;

namespace Rekey.Wire.Cbor;

/// <summary>A message as one map: header fields under labels 0 to 7, the body's from 10 (spec/wire/wire-format.md, section 3; W-10).</summary>
public static class MessagePayload
{
    private const int SuiteLabel = 0;
    private const int TypeLabel = 1;
    private const int GroupLabel = 2;
    private const int ViewLabel = 3;
    private const int RunLabel = 4;
    private const int SenderLabel = 5;
    private const int SequenceLabel = 6;
    private const int TimeLabel = 7;

    /// <summary>Names of the header's places under a document's name.</summary>
    public static FieldNames Names(string name) => new(
        name,
        (SuiteLabel, new FieldNames("suite")),
        (TypeLabel, new FieldNames("type")),
        (GroupLabel, new FieldNames("group")),
        (ViewLabel, new FieldNames("view", (0, new FieldNames("counter")), (1, new FieldNames("proposer")))),
        (RunLabel, new FieldNames("run")),
        (SenderLabel, new FieldNames("sender")),
        (SequenceLabel, new FieldNames("sequence")),
        (TimeLabel, new FieldNames("time")));

    /// <summary>Writes a message.</summary>
    public static byte[] Encode(byte suite, Message message)
    {
        var header = message.Header;
        var writer = CborFieldWriter.Create();
        writer.WriteStartMap(null);
        writer.WriteInt32(SuiteLabel);
        writer.WriteUInt32(suite);
        writer.WriteInt32(TypeLabel);
        writer.WriteUInt32(message.Type.Code);
        writer.WriteInt32(GroupLabel);
        writer.WriteTextString(header.Group.Name);
        writer.WriteInt32(ViewLabel);
        writer.WriteStartArray(2);
        writer.WriteUInt32(header.View.Counter);
        writer.WriteTextString(header.View.Proposer.ToString());
        writer.WriteEndArray();
        writer.WriteInt32(RunLabel);
        writer.WriteUInt32(header.Run);
        writer.WriteInt32(SenderLabel);
        writer.WriteTextString(header.Sender.ToString());
        if (header.Stamp is { } stamp)
        {
            writer.WriteInt32(SequenceLabel);
            writer.WriteUInt32(stamp.Sequence);
            writer.WriteInt32(TimeLabel);
            writer.WriteUInt32(stamp.Time);
        }

        message.WriteFields(new CborFieldWriter(writer, message.Type.Protection));
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Reads the header; null where <paramref name="fields"/> then holds a rejection.</summary>
    /// <param name="fields">The message's map.</param>
    /// <param name="suite">The suite that it must be of (W-17).</param>
    /// <param name="group">The group that it must be of (W-18).</param>
    /// <param name="signer">Who signed it: the header must name the same member (W-11).</param>
    /// <param name="protection">How it came: its type must want exactly that (W-12).</param>
    /// <param name="catalogue">The types that there are.</param>
    public static (Header Header, MessageType Type)? ReadHeader(
        CborFields fields, byte suite, GroupId group, MemberId signer, Protection protection, MessageCatalogue catalogue)
    {
        fields.Constant(SuiteLabel, "suite", suite, RejectionKind.WrongSuite);
        var code = fields.Number(TypeLabel, "type");
        var type = catalogue.Find(code);
        if (type is null)
        {
            fields.Reject(RejectionKind.UnknownType, "type", "a type of the protocol");
        }
        else if (type.Protection != protection)
        {
            fields.Reject(RejectionKind.WrongProtection, "type", $"{type.Name} is {type.Protection}");
        }

        if (fields.Group(GroupLabel, "group") is { } named && named != group)
        {
            fields.Reject(RejectionKind.WrongGroup, "group", group.Name);
        }

        var view = fields.View(ViewLabel, "view");
        var run = fields.Number(RunLabel, "run", least: 1);
        var sender = fields.Member(SenderLabel, "sender");
        if (sender != signer)
        {
            fields.Reject(RejectionKind.NotEntitled, "sender", $"the signer, {signer}");
        }

        Stamp? stamp = catalogue.IsStamped ? new Stamp(fields.Number(SequenceLabel, "sequence", least: 1), fields.Number(TimeLabel, "time", least: 1)) : null;
        return fields.Rejection is null && type is not null ? (new Header(group, view, run, sender) { Stamp = stamp }, type) : null;
    }

    /// <summary>Reads the body, after the header and whatever authenticates it.</summary>
    public static Opened ReadBody(CborFields fields, Header header, MessageType type)
    {
        var message = type.Read(header, fields);
        fields.End();
        return fields.Rejection is { } rejection ? Opened.Reject(rejection) : Opened.Accept(message);
    }
}
