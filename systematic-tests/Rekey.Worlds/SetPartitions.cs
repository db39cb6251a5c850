namespace Rekey.Worlds;

/// <summary>Numbers the ways to split a set into parts, so that one option number names a partition.</summary>
public static class SetPartitions
{
    /// <summary>Largest set for which the count fits an option number.</summary>
    public const int MaxSize = 14;

    /// <summary>How many ways there are to split n elements into at least two parts (Bell number less one).</summary>
    public static int Count(int n) => Completions(n, 0) - 1;

    /// <summary>Number of the part of each element, for the partition with a number from 0 to <see cref="Count"/> - 1.</summary>
    public static int[] Unrank(int n, int rank)
    {
        // Restricted growth strings in lexicographic order; the first one, all zeros, is the single part and is left out.
        var target = rank + 1;
        var parts = new int[n];
        var used = 0;
        for (var i = 0; i < n; i++)
        {
            for (var part = 0; ; part++)
            {
                var below = Completions(n - i - 1, Math.Max(used, part + 1));
                if (target < below)
                {
                    parts[i] = part;
                    used = Math.Max(used, part + 1);
                    break;
                }

                target -= below;
            }
        }

        return parts;
    }

    /// <summary>The number of a partition: what <see cref="Unrank"/> makes it of; -1 for the single part.</summary>
    /// <param name="parts">The part of each element; parts are numbered in the order of their first elements.</param>
    public static int Rank(ReadOnlySpan<int> parts)
    {
        var (rank, used) = (0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            for (var part = 0; part < parts[i]; part++)
            {
                rank += Completions(parts.Length - i - 1, Math.Max(used, part + 1));
            }

            used = Math.Max(used, parts[i] + 1);
        }

        return rank - 1;
    }

    /// <summary>Ways to place the remaining elements when some parts exist already.</summary>
    private static int Completions(int remaining, int used)
    {
        Span<int> counts = stackalloc int[remaining + 1];
        counts.Fill(1);
        for (var left = 1; left <= remaining; left++)
        {
            for (var more = 0; more <= remaining - left; more++)
            {
                counts[more] = ((used + more) * counts[more]) + counts[more + 1];
            }
        }

        return counts[0];
    }
}
