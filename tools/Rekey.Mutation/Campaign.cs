using System.Diagnostics;

namespace Rekey.Mutation;

/// <summary>What was found out about one breakage.</summary>
/// <param name="Breakage">The breakage.</param>
/// <param name="Noticed">By channel what was noticed; empty for nothing. A channel that was not asked is missing.</param>
public sealed record Finding(Breakage Breakage, IReadOnlyDictionary<string, string> Noticed)
{
    /// <summary>The channels that noticed it, in the order in which they were asked.</summary>
    public IEnumerable<string> NoticedBy => Noticed.Where(static n => n.Value.Length > 0).Select(static n => n.Key);
}

/// <summary>Breaks the project in one way after the other, and asks every channel.</summary>
/// <param name="shop">Where.</param>
/// <param name="channels">The channels, cheap ones first. <see cref="Tests"/> is asked only where no other has noticed: it takes longest, and what it says matters then.</param>
public sealed class Campaign(Workshop shop, IReadOnlyList<Channel> channels)
{
    /// <summary>The channel that is asked last.</summary>
    public const string Tests = "tests";

    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, TimeSpan> limits = new(StringComparer.Ordinal);

    /// <summary>
    /// Asks every channel about the project as it is, compiled here: one that notices something then would notice it always. Measures how long each takes;
    /// ten times as long, and a minute at least, is what a breakage gets.
    /// </summary>
    /// <param name="example">A breakage whose file names the assembly that is compiled again.</param>
    /// <param name="progress">Is told each channel's name.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FormatException">A channel notices something where nothing is broken.</exception>
    public void Begin(Breakage example, Action<string> progress, CancellationToken cancel)
    {
        using var exchange = shop.Repeat(example.File);
        foreach (var channel in channels.Where(c => c.IsFor(example)))
        {
            var watch = Stopwatch.StartNew();
            progress(channel.Name);
            if (channel.Ask(example, shop, TimeSpan.FromHours(2), cancel) is { } noticed)
            {
                throw new FormatException($"{channel.Name} notices something where nothing is broken, so it can tell nothing: {noticed}; see: {channel.Command}");
            }

            limits[channel.Name] = TimeSpan.FromTicks(Math.Max(LeastLimit.Ticks, watch.Elapsed.Ticks * 10));
        }
    }

    /// <summary>Whether all is known of a breakage that these channels can say.</summary>
    public bool IsComplete(Finding finding) => !Open(finding.Breakage, finding.Noticed).Any();

    /// <summary>Breaks, asks what is not known yet, mends; null where the breakage is no program.</summary>
    /// <param name="breakage">The breakage.</param>
    /// <param name="known">What is known of it; null for nothing.</param>
    /// <param name="cancel">Ends it.</param>
    public Finding? Try(Breakage breakage, Finding? known, CancellationToken cancel)
    {
        using var exchange = breakage.Area == Area.Mutant ? null : shop.Break(breakage);
        if (exchange is null && breakage.Area != Area.Mutant)
        {
            return null;
        }

        var noticed = new Dictionary<string, string>(known?.Noticed ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        while (Open(breakage, noticed).FirstOrDefault() is { } channel)
        {
            noticed[channel.Name] = channel.Ask(breakage, shop, limits.GetValueOrDefault(channel.Name, TimeSpan.FromHours(1)), cancel) ?? "";
        }

        return new Finding(breakage, noticed);
    }

    /// <summary>The channels that are still to be asked.</summary>
    private IEnumerable<Channel> Open(Breakage breakage, IReadOnlyDictionary<string, string> noticed) => channels.Where(c =>
        c.IsFor(breakage) && !noticed.ContainsKey(c.Name) && (c.Name != Tests || noticed.Values.All(static n => n.Length == 0)));

    /// <summary>
    /// Some breakages of each rule, one of every rule before the second of any: so that a campaign that is cut short has still broken each rule it
    /// could. Depends on the seed and on nothing else.
    /// </summary>
    /// <param name="breakages">All.</param>
    /// <param name="perRule">At most so many of each rule.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<Breakage> InTurn(IEnumerable<Breakage> breakages, int perRule, ulong seed) =>
        [.. breakages.GroupBy(static b => (b.Area, b.Rule ?? b.File))
            .SelectMany(g => g.OrderBy(b => Hash(b.Id, seed)).Take(perRule).Select((b, rank) => (Breakage: b, Rank: rank)))
            .OrderBy(static r => r.Rank).ThenBy(r => Hash(r.Breakage.Id, seed)).Select(static r => r.Breakage)];

    // FNV-1a, which every process computes alike.
    private static ulong Hash(string text, ulong seed)
    {
        var hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL);
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash ^ (hash >> 31);
    }
}
