using System.Text.Json;
using Rekey.Reports.Checking;
using Rekey.Worlds.Documents;

namespace Rekey.Reports.Covering;

/// <summary>The report of <c>rekey coverage --json</c>; names and meanings are stable within a format version.</summary>
public static class CoverageJson
{
    /// <summary>The version of the format.</summary>
    public const string Format = "rekey-coverage/1";

    /// <summary>The report.</summary>
    public static string Of(IReadOnlyList<ProtocolCoverage> all) => JsonSerializer.Serialize(
        new
        {
            Format,
            Build = BuildIdentity.Current,
            Stale = all.Sum(static p => p.All.Count(static c => c.IsStale)),
            Unexplained = all.Sum(static p => p.All.Count(static c => c.IsOpen)),
            Protocols = all.Select(static p => new
            {
                Protocol = p.Spec.Name, p.Schedules, Cells = Places(p.Cells), Rules = Places(p.Rules), Faults = Places(p.Strikes),
            }),
        },
        StrictJson.Options) + "\n";

    private static object Places(IReadOnlyList<Place> places) => new
    {
        Visited = places.Count(static p => p.Count > 0),
        Possible = places.Count(static p => p.Reason is null || p.IsStale),
        Visits = places.Where(static p => p.Count > 0).ToDictionary(static p => p.Name, static p => p.Count),
        Stale = places.Where(static p => p.IsStale).ToDictionary(static p => p.Name, static p => p.Reason),
        Unexplained = places.Where(static p => p.IsOpen).Select(static p => p.Name),
        Explained = places.Where(static p => p.IsExplained).ToDictionary(static p => p.Name, static p => p.Reason),
    };
}
