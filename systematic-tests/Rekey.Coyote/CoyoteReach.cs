using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rekey.Coyote;

/// <summary>
/// Within which bound Coyote is asked to catch every mutant that exploration can see: <c>reach.json</c>. One that it does not catch within it says so itself
/// (<c>Mutant.BeyondCoyote</c>).
/// </summary>
/// <param name="Strategies">With which of <see cref="CoyoteStrategy.Names"/>, one after the other.</param>
/// <param name="Seed">With which seed.</param>
/// <param name="Schedules">Within how many schedules of each.</param>
public sealed record CoyoteReach(IReadOnlyList<string> Strategies, ulong Seed, long Schedules)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    };

    /// <summary>What the file of this build says.</summary>
    public static CoyoteReach Current { get; } = Read();

    private static CoyoteReach Read()
    {
        using var stream = typeof(CoyoteReach).Assembly.GetManifestResourceStream("reach.json")!;
        return JsonSerializer.Deserialize<CoyoteReach>(stream, Options)!;
    }
}
