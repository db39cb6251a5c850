using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;
using Rekey.Wire.Symbolic;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Hashes what a fold remembers, field by field, to 128 bits: what is equal in content is equal, whenever and by whom it was put together. No field is forgotten,
/// but those that only save work (<see cref="DerivedAttribute"/>). Good for one run: terms are told apart by their content.
/// </summary>
public sealed class MemoryHash
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();
    private static readonly ConcurrentDictionary<Type, bool> Unordered = new();

    private readonly StructuralHash values = new(static _ => 0, static name => name);

    /// <summary>The hash of what a fold remembers.</summary>
    /// <exception cref="NotSupportedException">It remembers code: nobody can tell whether two of them are the same.</exception>
    public static UInt128 Of(Fold fold)
    {
        var hash = new MemoryHash();
        return hash.Content(fold);
    }

    /// <summary>The hash of a list of values.</summary>
    public static UInt128 OfAll(IReadOnlyList<object?> values) => new MemoryHash().Items(values);

    private static UInt128 Mix(UInt128 a, UInt128 b) => new(
        Core.Fingerprint.Mix((ulong)(a >> 64), (ulong)(b >> 64)), Core.Fingerprint.Mix((ulong)a, ~(ulong)b));

    private UInt128 Of(object? value) => value switch
    {
        null => 0x6E756C6C,
        System.Runtime.CompilerServices.ITuple tuple => Items(Enumerable.Range(0, tuple.Length).Select(i => tuple[i])),
        Subject subject => Mix((UInt128)(uint)subject.Index, values.Of(subject.Id).Value),
        Term or LayerState or Mailbox or Envelope or PortEvent or View or ViewId or MemberId or string or Enum or UInt128 => values.Of(value).Value,
        double or float => values.Of(BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture))).Value,
        char or sbyte or ushort => values.Of(Convert.ToInt32(value, CultureInfo.InvariantCulture)).Value,
        _ when value.GetType().IsPrimitive => values.Of(value).Value,
        Delegate => throw new NotSupportedException($"{value.GetType().Name} is code: what is remembered must be data"),
        IEnumerable items => Items(items),
        _ => Content(value),
    };

    private UInt128 Items(IEnumerable items)
    {
        var (hash, count) = ((UInt128)0x6974656D73, 0u);
        var sums = Unordered.GetOrAdd(items.GetType(), static t => t.GetInterfaces().Any(static i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IDictionary<,>) || i.GetGenericTypeDefinition() == typeof(ISet<>) || i.GetGenericTypeDefinition() == typeof(IImmutableSet<>))));
        foreach (var item in items)
        {
            // What has no order is added up.
            hash = sums ? hash + Mix(1, Of(item)) : Mix(hash, Of(item));
            count++;
        }

        return Mix(hash, count);
    }

    private UInt128 Content(object value)
    {
        UInt128 hash = Core.Fingerprint.Of(value.GetType().ToString());
        foreach (var field in Fields.GetOrAdd(value.GetType(), FieldsOf))
        {
            hash = Mix(hash, Of(field.GetValue(value)));
        }

        return hash;
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var all = new List<FieldInfo>();
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            all.AddRange(part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(static f => f.GetCustomAttribute<DerivedAttribute>() is null));
        }

        return [.. all];
    }
}
