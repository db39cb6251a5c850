using System.Runtime.Intrinsics;
using Rekey.Core;

namespace Rekey.Tests.Adversary;

/// <summary>
/// Decides without algebra which elements an adversary can make: it tries all programs.
/// </summary>
/// <remarks>
/// <para>
/// A program of the adversary multiplies, divides and raises to scalars that it knows. Whatever its steps, it makes the product of
/// the known elements and the generator, each to the power of some number that does not depend on the scalars it does not know. So over a group of
/// small order q all programs are tried when all vectors of such numbers are tried; a program makes the target if it does so whatever
/// values the unknown scalars have. That is asked at sixteen random assignments of the unknown scalars at once.
/// </para>
/// <para>
/// The known scalars have one random value in all sixteen. In a small group such a value, or q itself, may happen to make something possible, or
/// impossible, that in general is not (a - b is 0, 11 is 0). So this is one vote; votes with other primes and values are cast until one answer
/// leads by <see cref="Lead"/>.
/// </para>
/// <para>A hash of an element is a value like a drawn one, and becomes known when its element can be made; that is asked until nothing changes.</para>
/// </remarks>
internal static class BruteForce
{
    private const int Lead = 8;
    private const int Lanes = 16;

    // By how many numbers the longer half of a program has, so that all halves can be listed.
    private static readonly ushort[][] Primes =
    [
        [997, 991, 983, 977, 971, 967], [997, 991, 983, 977, 971, 967], [43, 41, 37, 31], [23, 19, 17], [13, 11], [11, 7],
    ];

    /// <summary>Which of the targets can be made.</summary>
    /// <param name="elements">The known elements.</param>
    /// <param name="scalars">The known scalars.</param>
    /// <param name="targets">The elements that are asked for.</param>
    public static bool[] Derives(IReadOnlyList<Making> elements, IEnumerable<Scalar> scalars, IReadOnlyList<Making> targets)
    {
        var known = scalars.Select(static s => s.Name).ToHashSet();
        var hashes = elements.Concat(targets).SelectMany(static e => e.Scalars()).OfType<HashOf>().DistinctBy(static h => h.Name).ToArray();
        while (true)
        {
            var open = hashes.Where(h => !known.Contains(h.Name)).ToArray();
            var answers = Vote(elements, known, [.. open.Select(static h => h.Element), .. targets]);
            if (open.Where((_, i) => answers[i]).ToArray() is not [_, ..] opened)
            {
                return answers[open.Length..];
            }

            known.UnionWith(opened.Select(static h => h.Name));
        }
    }

    private static bool[] Vote(IReadOnlyList<Making> elements, HashSet<ulong> known, Making[] targets)
    {
        var (votes, programs) = (new int[targets.Length], elements.Count + 1);
        for (var round = 0UL; votes.Any(static v => Math.Abs(v) < Lead); round++)
        {
            var primes = Primes[(programs + 1) / 2];
            var q = primes[(int)(round % (ulong)primes.Length)];
            var vectors = elements.Append(Making.G).Select(e => Vector(e, known, round, q)).ToArray();
            var first = Sums(vectors[..((programs + 1) / 2)], q).ToHashSet(new ByLanes());
            var second = Sums(vectors[((programs + 1) / 2)..], q);
            for (var i = 0; i < targets.Length; i++)
            {
                if (Math.Abs(votes[i]) < Lead)
                {
                    var target = Vector(targets[i], known, round, q);
                    votes[i] += second.Exists(s => first.Contains(Plus(target, s, q))) ? 1 : -1;
                }
            }
        }

        return [.. votes.Select(static v => v > 0)];
    }

    /// <summary>The logarithm of an element at sixteen assignments of the unknown scalars.</summary>
    private static Vector256<ushort> Vector(Making element, HashSet<ulong> known, ulong round, ushort q)
    {
        var lanes = new ushort[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var salt = Fingerprint.Mix(round, (ulong)lane + 1);
            lanes[lane] = (ushort)element.Log(s => Scalar.Value(s.Name, known.Contains(s.Name) ? round : salt, q), q);
        }

        return Vector256.Create(lanes);
    }

    /// <summary>All sums of multiples: what all programs over some elements make.</summary>
    private static List<Vector256<ushort>> Sums(Vector256<ushort>[] vectors, ushort q)
    {
        List<Vector256<ushort>> sums = [Vector256<ushort>.Zero];
        foreach (var vector in vectors)
        {
            var before = sums.Count;
            for (var at = 0; at < before * (q - 1); at++)
            {
                sums.Add(Plus(sums[at], vector, q));
            }
        }

        return sums;
    }

    // Numbers below q < 2^15: the sum less q wraps round where the sum is below q, and then is the larger one.
    private static Vector256<ushort> Plus(Vector256<ushort> a, Vector256<ushort> b, ushort q) => Vector256.Min(a + b, a + b - Vector256.Create(q));

    /// <summary>Vectors as keys of a set; their own hash is slow.</summary>
    private sealed class ByLanes : IEqualityComparer<Vector256<ushort>>
    {
        public bool Equals(Vector256<ushort> x, Vector256<ushort> y) => x == y;

        public int GetHashCode(Vector256<ushort> lanes) => (int)((lanes.AsUInt64()[0] * 0x9E3779B97F4A7C15UL) >> 32);
    }
}
