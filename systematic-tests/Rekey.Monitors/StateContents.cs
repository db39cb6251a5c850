using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// All terms that are in a value, whatever it is made of: every field of every object that can be reached is looked at, so that a protocol, or a bug, has no place
/// to keep a secret that is not seen. Messages count as what they show to who reads them.
/// </summary>
public static class StateContents
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>The terms, each once.</summary>
    /// <param name="value">The value: what a process has in its memory.</param>
    /// <param name="store">The terms of the run.</param>
    /// <exception cref="NotSupportedException">There is code in it: nobody can tell what that has kept.</exception>
    public static IReadOnlyList<Term> Of(object value, TermStore store)
    {
        var (found, seen) = (new List<Term>(), new HashSet<object>(ReferenceEqualityComparer.Instance));
        Walk(value, store, found, seen);
        return found;
    }

    private static void Walk(object? value, TermStore store, List<Term> found, HashSet<object> seen)
    {
        if (value is null or string or MemberId or Enum || value.GetType().IsPrimitive || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        switch (value)
        {
            case Term term:
                found.Add(term);
                break;
            case SymbolicEnvelope envelope:
                found.Add(envelope.ToTerm(store));
                break;
            case Delegate:
                throw new NotSupportedException($"{value.GetType().Name} is code: what a process keeps must be data");
            case IEnumerable items when !IsDefaultArray(value):
                foreach (var item in items)
                {
                    Walk(item, store, found, seen);
                }

                break;
            case not IEnumerable:
                foreach (var field in Fields.GetOrAdd(value.GetType(), FieldsOf))
                {
                    Walk(field.GetValue(value), store, found, seen);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>An immutable array that was never made cannot be gone through.</summary>
    private static bool IsDefaultArray(object value) =>
        value.GetType() is { IsValueType: true } type && type.GetProperty("IsDefault")?.GetValue(value) is true;

    private static FieldInfo[] FieldsOf(Type type)
    {
        var all = new List<FieldInfo>();
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            all.AddRange(part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. all];
    }
}
