using System.Collections.Concurrent;

namespace Rekey.Worlds.Exhaustive;

/// <summary>Things that have a number each. Reading needs no lock.</summary>
/// <typeparam name="TKey">By what they are known.</typeparam>
/// <typeparam name="T">The things.</typeparam>
/// <param name="comparer">How keys are compared; null for the usual way.</param>
internal sealed class Interner<TKey, T>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, int> numbers = new(comparer);
    private readonly Lock adding = new();
    private T[] things = new T[16];
    private int count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>A thing by its number, from 0.</summary>
    public T this[int number] => Volatile.Read(ref things)[number];

    /// <summary>The number of a thing; it is made where it is new.</summary>
    public int NumberOf<TContext>(TKey key, TContext context, Func<TKey, TContext, T> make)
    {
        if (numbers.TryGetValue(key, out var number))
        {
            return number;
        }

        lock (adding)
        {
            if (numbers.TryGetValue(key, out number))
            {
                return number;
            }

            var thing = make(key, context);
            if (count == things.Length)
            {
                var longer = new T[count * 2];
                things.CopyTo(longer, 0);
                Volatile.Write(ref things, longer);
            }

            things[count] = thing;
            number = count;
            Volatile.Write(ref count, number + 1);
            numbers[key] = number;
            return number;
        }
    }
}

/// <summary>Rows of numbers compared by content.</summary>
internal sealed class RowComparer : IEqualityComparer<int[]>
{
    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] row)
    {
        var hash = (ulong)row.Length;
        foreach (var number in row)
        {
            hash = Core.Fingerprint.Mix(hash, (uint)number);
        }

        return (int)hash;
    }
}
