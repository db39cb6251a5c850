using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Adversary;

/// <summary>A message with one thing changed.</summary>
/// <param name="Message">The message.</param>
/// <param name="Change">What was changed, for people.</param>
public sealed record Altered(Message Message, string Change);

/// <summary>What the adversary can put in the place of something else.</summary>
/// <param name="View">The view of the process that is to be deceived.</param>
/// <param name="Names">Names to put in the place of a name.</param>
/// <param name="Heard">Values of a kind that it can read in what it heard.</param>
/// <param name="Own">Makes a value of a kind from a draw of its own.</param>
public sealed record Material(ViewId View, IReadOnlyList<MemberId> Names, Func<FieldKind, IReadOnlyList<CryptoValue>> Heard, Func<FieldKind, CryptoValue> Own);

/// <summary>
/// All ways to change exactly one thing of a message, in a fixed order: its header's view, run, sender, sequence number or time, or one field of its
/// body (spec/model/adversary.md).
/// </summary>
public sealed class Alterations
{
    private readonly Message message;
    private readonly Material material;
    private readonly List<Field> fields;
    private readonly List<(Header Header, string Change)> headers = [];
    private readonly List<(int At, Field? Field)> bodies = [];

    /// <summary>Lists the ways.</summary>
    public Alterations(Message message, Material material)
    {
        (this.message, this.material, fields) = (message, material, MessageFields.Of(message));
        ListHeaders(message.Header);
        for (var at = 0; at < fields.Count; at++)
        {
            ListField(at, fields[at]);
        }
    }

    /// <summary>How many there are; at least one.</summary>
    public int Count => headers.Count + bodies.Count;

    /// <summary>
    /// The alteration with a number, which counts modulo <see cref="Count"/>. Where the format has no such message the next one that it has is
    /// taken; one with another header always exists.
    /// </summary>
    public Altered Take(int number)
    {
        for (var i = number % Count; ; i = (i + 1) % Count)
        {
            if (i < headers.Count)
            {
                return new Altered(MessageFields.Rebuild(message, headers[i].Header, fields)!, headers[i].Change);
            }

            var (at, field) = bodies[i - headers.Count];
            var put = field ?? fields[at] with { Value = material.Own(fields[at].Kind) };
            var changed = fields.ToArray();
            changed[at] = put;
            if (MessageFields.Rebuild(message, message.Header, changed) is { } other)
            {
                return new Altered(other, $"{put.Name} {fields[at]} becomes {put}");
            }
        }
    }

    private void ListHeaders(Header header)
    {
        foreach (var view in Others(header.View))
        {
            headers.Add((header with { View = view }, $"view {header.View} becomes {view}"));
        }

        foreach (var run in Near(header.Run, 1))
        {
            headers.Add((header with { Run = run }, $"run {header.Run} becomes {run}"));
        }

        foreach (var name in material.Names)
        {
            if (name != header.Sender)
            {
                headers.Add((header with { Sender = name }, $"sender {header.Sender} becomes {name}"));
            }
        }

        if (header.Stamp is { } stamp)
        {
            headers.AddRange(Near(stamp.Sequence, 1).Select(n => (header with { Stamp = stamp with { Sequence = n } }, $"sequence {stamp.Sequence} becomes {n}")));
            headers.AddRange(Near(stamp.Time, 1).Select(n => (header with { Stamp = stamp with { Time = n } }, $"time {stamp.Time} becomes {n}")));
        }
    }

    private void ListField(int at, Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Number:
                bodies.AddRange(Near(field.Number, 0).Select(n => (at, (Field?)(field with { Number = n }))));
                break;
            case FieldKind.Member:
                bodies.AddRange(material.Names.Where(n => n != field.Member).Select(n => (at, (Field?)(field with { Member = n }))));
                break;
            case FieldKind.View:
                bodies.AddRange(Others(field.View).Select(v => (at, (Field?)(field with { View = v }))));
                break;
            case FieldKind.Items:
                break;
            default:
                bodies.AddRange(material.Heard(field.Kind).Where(v => !v.Equals(field.Value)).Select(v => (at, (Field?)(field with { Value = v }))));
                bodies.Add((at, null));
                break;
        }
    }

    /// <summary>The view of the deceived, and one that never was.</summary>
    private IEnumerable<ViewId> Others(ViewId view) =>
        new[] { material.View, view with { Counter = view.Counter + 1 } }.Where(v => v != view).Distinct();

    private static IEnumerable<uint> Near(uint number, uint least)
    {
        if (number < uint.MaxValue)
        {
            yield return number + 1;
        }

        if (number > least)
        {
            yield return number - 1;
        }
    }
}
