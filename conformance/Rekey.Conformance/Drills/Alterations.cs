using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Termination;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;

namespace Rekey.Conformance.Drills;

/// <summary>A genuine message with one thing changed, as its receiver gets it.</summary>
/// <param name="Field">What was changed: a field's path without the places of items, or another part of the message.</param>
/// <param name="Change">What stands there now.</param>
/// <param name="From">Who says it, and signs it.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Envelope">The message.</param>
public sealed record Alteration(string Field, string Change, MemberId From, MemberId To, Envelope Envelope);

/// <summary>
/// All ways in which a member of the view can change one thing of what it says: its header, one field of its body, who says it, who gets it, how it is
/// signed. Most are signed anew by the member itself, for it is the member that is faulty.
/// </summary>
public sealed class Alterations
{
    private static readonly MemberId Nobody = MemberId.Parse("x9");

    private readonly Bench bench;
    private readonly Parcel parcel;
    private readonly Message message;
    private readonly ImmutableArray<FieldNode> fields;
    private readonly IReadOnlyList<CryptoValue> heard;
    private readonly List<Alteration> all = [];

    private Alterations(Bench bench, Parcel parcel, IReadOnlyList<CryptoValue> heard)
    {
        (this.bench, this.parcel, this.heard) = (bench, parcel, heard);
        message = bench.Open(parcel);
        fields = FieldTree.Of(message);
    }

    private View View => bench[parcel.To].View!;

    private MemberId? Other => View.Members.Where(m => m != parcel.From && m != parcel.To).Select(static m => (MemberId?)m).FirstOrDefault();

    /// <summary>Lists them, in a fixed order.</summary>
    /// <param name="bench">The members; the parcel lies on its table.</param>
    /// <param name="parcel">The genuine message.</param>
    /// <param name="heard">Elements that other members said before.</param>
    public static IReadOnlyList<Alteration> Of(Bench bench, Parcel parcel, IReadOnlyList<CryptoValue> heard)
    {
        var made = new Alterations(bench, parcel, heard);
        made.AddHeaders(made.message.Header);
        made.AddSpeakers(made.message.Header);
        made.AddFields(made.fields, "", static f => f);
        return made.all;
    }

    private void AddHeaders(Header header)
    {
        Change("view", "the next", header with { View = header.View with { Counter = header.View.Counter + 1 } });
        Change("view", "the one before", header with { View = header.View with { Counter = header.View.Counter - 1 } });
        Change("view", "of another proposer", header with { View = header.View with { Proposer = Nobody } });
        Change("run", "the next", header with { Run = header.Run + 1 });
        if (header.Run > 1)
        {
            Change("run", "the one before", header with { Run = header.Run - 1 });
        }

        if (header.Stamp is { } stamp)
        {
            Change("sequence", "1 lower", header with { Stamp = stamp with { Sequence = stamp.Sequence - 1 } });
            Change("sequence", "7 higher", header with { Stamp = stamp with { Sequence = stamp.Sequence + 7 } });
            Change("time", "0", header with { Stamp = stamp with { Time = 0 } });
            Change("time", "7 higher", header with { Stamp = stamp with { Time = stamp.Time + 7 } });
            Change("stamp", "missing", header with { Stamp = null });
        }

        void Change(string field, string change, Header to) => Say($"header.{field}", change, message with { Header = to });
    }

    private void AddSpeakers(Header header)
    {
        all.Add(new Alteration("group", "another", parcel.From, parcel.To, Protect(bench.Binding.EnvelopesOf(OtherGroup.Id), message with { Header = header with { Group = OtherGroup.Id } }, parcel.To)));
        all.Add(new Alteration("signature", "of somebody who is no member", parcel.From, parcel.To, bench.Binding.Forge(message, Nobody, parcel.To)));
        if (Other is not { } other)
        {
            return;
        }

        all.Add(new Alteration("signature", "of another member", parcel.From, parcel.To, bench.Binding.Forge(message, other, parcel.To)));
        var speaks = header with { Sender = other, Stamp = bench[other] is GroupMember { Stamps: { } stamps } ? stamps.Next().Stamp : null };
        all.Add(new Alteration("speaker", "another member", other, parcel.To, Protect(bench.Binding.Envelopes, message with { Header = speaks }, parcel.To)));
        if (bench.Table.Count(p => ReferenceEquals(p.Envelope, parcel.Envelope)) == 1)
        {
            all.Add(new Alteration("receiver", "another member", parcel.From, other, Protect(bench.Binding.Envelopes, message, other)));
        }
    }

    /// <summary>Fields of one level; <paramref name="whole"/> puts a level back where it belongs.</summary>
    private void AddFields(ImmutableArray<FieldNode> level, string parent, Func<ImmutableArray<FieldNode>, ImmutableArray<FieldNode>> whole)
    {
        for (var i = 0; i < level.Length; i++)
        {
            var (at, node) = (i, level[i]);
            var path = parent + node.Field.Name;
            if (node.IsList)
            {
                AddList(node, path, items => whole(level.SetItem(at, node with { Items = items })));
                continue;
            }

            foreach (var (change, field) in Others(node.Field))
            {
                Body(path, change, whole(level.SetItem(at, new FieldNode(field))));
            }
        }
    }

    /// <summary>The first and the last item stand for all.</summary>
    private void AddList(FieldNode list, string path, Func<ImmutableArray<ImmutableArray<FieldNode>>, ImmutableArray<FieldNode>> whole)
    {
        var items = list.Items;
        if (items.IsEmpty)
        {
            return;
        }

        Body(path, "without the first", whole(items.RemoveAt(0)));
        Body(path, "the last twice", whole(items.Add(items[^1])));
        if (items.Length > 1)
        {
            Body(path, "without the last", whole(items.RemoveAt(items.Length - 1)));
            Body(path, "the first two exchanged", whole(items.SetItem(0, items[1]).SetItem(1, items[0])));
            Body(path, "empty", whole([]));
        }

        foreach (var at in new[] { 0, items.Length - 1 }.Distinct())
        {
            AddFields(items[at], path + "[].", item => whole(items.SetItem(at, item)));
        }
    }

    private IEnumerable<(string Change, Field Field)> Others(Field field) => field.Kind switch
    {
        FieldKind.Element => Elements(field.Value!).Select(e => (e.Change, field with { Value = e.Element })),
        FieldKind.Number => field.Number == 0
            ? [("1 higher", field with { Number = 1 })]
            : [("1 higher", field with { Number = field.Number + 1 }), ("1 lower", field with { Number = field.Number - 1 })],
        FieldKind.Member => View.Members.Take(1).Concat(View.Members.TakeLast(1)).Where(m => m != field.Member).Distinct()
            .Select(m => ("another member", field with { Member = m })).Append(("nobody of the view", field with { Member = Nobody })),
        FieldKind.View => [("the next", field with { View = field.View with { Counter = field.View.Counter + 1 } })],
        _ => [("of another key", field with { Value = bench.Binding.NewValue(field.Kind, bench.Binding.EntropyFor(Nobody)) })],
    };

    private IEnumerable<(string Change, CryptoValue Element)> Elements(CryptoValue genuine)
    {
        var group = bench.Binding.Suite.Agreement;
        yield return ("the identity", group.Power(group.Generator, 0));
        yield return ("the generator", group.Generator);
        yield return ("a power that nobody knows", group.Raise(group.Generator, group.NewScalar(bench.Binding.EntropyFor(Nobody))));
        yield return ("its inverse", group.Power(genuine, -1));
        yield return ("its square", group.Power(genuine, 2));
        if (heard.LastOrDefault(e => !e.Equals(genuine)) is { } other)
        {
            yield return ("what another said", other);
        }
    }

    private void Body(string path, string change, ImmutableArray<FieldNode> changed)
    {
        if (FieldTree.Rebuild(message, message.Header, changed) is { } other && !Same(FieldTree.Of(other), fields))
        {
            Say(path, change, other);
        }
    }

    private void Say(string field, string change, Message other) =>
        all.Add(new Alteration(field, change, parcel.From, parcel.To, Protect(bench.Binding.Envelopes, other, parcel.To)));

    private Envelope Protect(IEnvelopes envelopes, Message said, MemberId to) => said.Type.Protection == Protection.Sealed
        ? envelopes.Seal(said, to, bench.Binding.EntropyFor(Nobody))
        : envelopes.Sign(said);

    private static bool Same(ImmutableArray<FieldNode> left, ImmutableArray<FieldNode> right) =>
        left.Length == right.Length && left.Zip(right).All(static p => p.First.Field == p.Second.Field && p.First.IsList == p.Second.IsList
            && (!p.First.IsList || (p.First.Items.Length == p.Second.Items.Length && p.First.Items.Zip(p.Second.Items).All(static i => Same(i.First, i.Second)))));
}
