using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.Drills;

/// <summary>What a liar can put in the place of something else.</summary>
/// <param name="View">The view, for names.</param>
/// <param name="Group">The group, for elements.</param>
/// <param name="Fresh">Makes a value that nobody else has.</param>
/// <param name="Heard">Elements that others said before.</param>
public sealed record LieMaterial(View View, IKeyAgreementGroup Group, Func<FieldKind, CryptoValue> Fresh, IReadOnlyList<CryptoValue> Heard);

/// <summary>A message with one field of its body changed.</summary>
/// <param name="Field">The field's path, without the places of items.</param>
/// <param name="Change">What stands there now.</param>
/// <param name="Message">The message.</param>
public sealed record Lie(string Field, string Change, Message Message);

/// <summary>All lies that differ from a genuine message in one field, or in one item of a list.</summary>
public sealed class Lies
{
    private readonly Message message;
    private readonly LieMaterial material;
    private readonly ImmutableArray<FieldNode> fields;
    private readonly List<Lie> all = [];

    private Lies(Message message, LieMaterial material) => (this.message, this.material, fields) = (message, material, FieldTree.Of(message));

    /// <summary>Lists them, in a fixed order.</summary>
    public static IReadOnlyList<Lie> Of(Message message, LieMaterial material)
    {
        var made = new Lies(message, material);
        made.AddFields(made.fields, "", static f => f);
        return made.all;
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
                Add(path, change, whole(level.SetItem(at, new FieldNode(field))));
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

        Add(path, "without the first", whole(items.RemoveAt(0)));
        Add(path, "the last twice", whole(items.Add(items[^1])));
        if (items.Length > 1)
        {
            Add(path, "without the last", whole(items.RemoveAt(items.Length - 1)));
            Add(path, "the first two exchanged", whole(items.SetItem(0, items[1]).SetItem(1, items[0])));
            Add(path, "empty", whole([]));
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
        FieldKind.Member => material.View.Members.Take(1).Concat(material.View.Members.TakeLast(1)).Where(m => m != field.Member).Distinct()
            .Select(m => ("another member", field with { Member = m })).Append(("nobody of the view", field with { Member = Alterations.Nobody })),
        FieldKind.View => [("the next", field with { View = field.View with { Counter = field.View.Counter + 1 } })],
        _ => [("of another key", field with { Value = material.Fresh(field.Kind) })],
    };

    private IEnumerable<(string Change, CryptoValue Element)> Elements(CryptoValue genuine)
    {
        var group = material.Group;
        yield return ("the identity", group.Power(group.Generator, 0));
        yield return ("the generator", group.Generator);
        yield return ("a power that nobody knows", material.Fresh(FieldKind.Element));
        yield return ("its inverse", group.Power(genuine, -1));
        yield return ("its square", group.Power(genuine, 2));
        if (material.Heard.LastOrDefault(e => !e.Equals(genuine)) is { } other)
        {
            yield return ("what another said", other);
        }
    }

    private void Add(string path, string change, ImmutableArray<FieldNode> changed)
    {
        if (FieldTree.Rebuild(message, message.Header, changed) is { } other && !Same(FieldTree.Of(other), fields))
        {
            all.Add(new Lie(path, change, other));
        }
    }

    private static bool Same(ImmutableArray<FieldNode> left, ImmutableArray<FieldNode> right) =>
        left.Length == right.Length && left.Zip(right).All(static p => p.First.Field == p.Second.Field && p.First.IsList == p.Second.IsList
            && (!p.First.IsList || (p.First.Items.Length == p.Second.Items.Length && p.First.Items.Zip(p.Second.Items).All(static i => Same(i.First, i.Second)))));
}
