using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Checking.Judging;
using Rekey.Spec;

namespace Rekey.Reports.SpecRendering;

/// <summary>The matrix as data.</summary>
public static class MatrixJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The document.</summary>
    public static string Of(Matrix matrix) => JsonSerializer.Serialize(
        new
        {
            Format = "rekey-matrix/2",
            Explorations = matrix.Evidence,
            Cells = matrix.Cells.Select(static c => new
            {
                Protocol = c.Protocol.Name,
                c.Property,
                Expected = c.Expected == Expected.Holds ? "holds" : "fails",
                Why = c.Why.Length == 0 ? null : c.Why,
                NotViolatedInSchedules = c.Explored?.Schedules,
                DecidedInScopes = c.Expected == Expected.Holds ? c.Scopes : (int?)null,
                c.Attack,
            }),
        },
        Options) + "\n";
}
