using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rekey.Cli.Costs;

/// <summary>The report of <c>rekey costs --json</c>; names and meanings are stable within a format version.</summary>
internal static class CostJson
{
    /// <summary>The version of the format.</summary>
    public const string Format = "rekey-costs/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report.</summary>
    public static string Of(IReadOnlyList<CostRow> rows, CostPlan plan) => JsonSerializer.Serialize(
        new
        {
            Format,
            plan.Policy,
            plan.Degree,
            Rows = rows.Select(static r => new
            {
                Protocol = r.Protocol.Name,
                Event = r.Event.ToString().ToLowerInvariant(),
                r.Members,
                Registration = Phase(r.Measured[CostPhase.Registration]),
                Agreement = Phase(r.Measured[CostPhase.Agreement]),
                Distribution = Phase(r.Measured.Distribution),
                Termination = Phase(r.Measured[CostPhase.Termination]),
                r.Measured.KeysAtMember,
                r.Measured.KeysAtServer,
                r.Exact,
                r.Differences,
            }),
        },
        Options) + "\n";

    private static object Phase(PhaseCost cost) => new { cost.PointToPoint, cost.Multicasts, cost.Keys, cost.Ciphertexts, cost.Bytes, cost.Rounds };
}
