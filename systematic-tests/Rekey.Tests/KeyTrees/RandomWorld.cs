using System.Globalization;
using Rekey.Core;

namespace Rekey.Tests.KeyTrees;

/// <summary>Chooses what happens to groups next.</summary>
/// <param name="random">The choices.</param>
/// <param name="most">Most members of a group.</param>
internal sealed class RandomWorld(Random random, int most)
{
    private readonly HashSet<MemberId> used = [];

    /// <summary>Which groups end, and what views come of them.</summary>
    public (IReadOnlyList<Installed> Ended, IReadOnlyList<IReadOnlyList<MemberId>> Views, bool IsRefresh) Next(IReadOnlyList<Installed> groups)
    {
        if (groups.Count == 0)
        {
            return ([], [Newcomers(random.Next(1, most / 2))], false);
        }

        var one = groups[random.Next(groups.Count)];
        var members = one.Members;
        return random.Next(9) switch
        {
            0 => ([one], [members], true),
            1 => ([one], Split(members), false),
            2 or 3 => ([one], [Limit([.. members, .. Newcomers(1)])], false),
            4 => ([one], [Limit([.. members, .. Newcomers(random.Next(1, 1 + most / 4))])], false),
            5 => ([one], [Some(members, members.Count - 1)], false),
            6 => ([one], [Some(members, random.Next(1, members.Count + 1))], false),
            7 => Merge(groups, one, leavers: 0, newcomers: 0),
            _ => Merge(groups, one, random.Next(3), random.Next(3)),
        };
    }

    /// <summary>Who commits a run: mostly all, at times some, or nobody.</summary>
    public Func<MemberId, bool>? Committers()
    {
        var salt = (ulong)random.Next();
        return random.Next(6) switch
        {
            0 => static _ => false,
            1 => m => Fingerprint.Mix(m.Fingerprint, salt) % 3 == 0,
            _ => null,
        };
    }

    private (IReadOnlyList<Installed>, IReadOnlyList<IReadOnlyList<MemberId>>, bool) Merge(IReadOnlyList<Installed> groups, Installed one, int leavers, int newcomers)
    {
        var ended = groups.Where(g => g == one || random.Next(2) == 0).ToList();
        var all = ended.SelectMany(static g => g.Members).ToList();
        return (ended, [Limit([.. Some(all, all.Count - leavers), .. Newcomers(newcomers)])], false);
    }

    /// <summary>Two to four parts; some of the members may be lost.</summary>
    private List<IReadOnlyList<MemberId>> Split(IReadOnlyList<MemberId> members)
    {
        var parts = random.Next(2, 5);
        var lost = random.Next(3) == 0;
        var places = members.Select(m => (Member: m, Part: lost ? random.Next(parts + 1) : random.Next(parts))).ToList();
        var split = places.Where(p => p.Part < parts).GroupBy(static p => p.Part, static p => p.Member).Select(static g => (IReadOnlyList<MemberId>)[.. g]).ToList();
        return split.Count == 0 ? [[.. members]] : split;
    }

    private IReadOnlyList<MemberId> Limit(IReadOnlyList<MemberId> members) => Some(members, most);

    private IReadOnlyList<MemberId> Some(IReadOnlyList<MemberId> members, int count)
    {
        var chosen = members.ToArray();
        random.Shuffle(chosen);
        return [.. chosen[..Math.Clamp(count, 1, chosen.Length)].Order()];
    }

    private List<MemberId> Newcomers(int count)
    {
        var newcomers = new List<MemberId>();
        while (newcomers.Count < count)
        {
            var name = MemberId.Parse("m" + random.Next(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
            if (used.Add(name))
            {
                newcomers.Add(name);
            }
        }

        return newcomers;
    }
}
