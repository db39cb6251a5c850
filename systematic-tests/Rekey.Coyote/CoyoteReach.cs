using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rekey.CoyoteHost;

/// <summary>Within which bound Coyote is asked to catch every mutant that exploration can see, and which it does not: <c>out-of-reach.json</c>.</summary>
/// <param name="Strategies">With which of <see cref="CoyoteStrategy.Names"/>, one after the other.</param>
/// <param name="Seed">With which seed.</param>
/// <param name="Schedules">Within how many schedules of each.</param>
/// <param name="Mutants">The mutants that are not caught within them, each with the reason.</param>
public sealed record CoyoteReach(IReadOnlyList<string> Strategies, ulong Seed, long Schedules, IReadOnlyDictionary<string, string> Mutants)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    };

    /// <summary>What the file of this build says.</summary>
    public static CoyoteReach Current { get; } = Read();

    private static CoyoteReach Read()
    {
        using var stream = typeof(CoyoteReach).Assembly.GetManifestResourceStream("out-of-reach.json")!;
        return JsonSerializer.Deserialize<CoyoteReach>(stream, Options)!;
    }
}
