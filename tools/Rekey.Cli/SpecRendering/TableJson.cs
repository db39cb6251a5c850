using System.Text.Encodings.Web;
using System.Text.Json;
using Rekey.Spec;

namespace Rekey.Cli.SpecRendering;

/// <summary>A protocol's specification as data, for tools in other languages.</summary>
internal static class TableJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    public static string Of(ProtocolSpec spec) => JsonSerializer.Serialize(
        new
        {
            Format = "rekey-table/1",
            Protocol = spec.Name,
            spec.Title,
            spec.Source,
            spec.Table.States,
            spec.Table.Triggers,
            Initial = spec.Table.States[spec.Table.Initial],
            Cells = Cells(spec.Table),
            Rules = spec.Rules.Select(r => new { r.Id, r.Title }),
            Properties = spec.Expectations.Select(e => new { e.Property, Expected = e.Expected == Expected.Holds ? "holds" : "fails", e.Why }),
        },
        Options) + "\n";

    private static IEnumerable<object> Cells(IControlTable table) =>
        from s in Enumerable.Range(0, table.States.Count)
        from t in Enumerable.Range(0, table.Triggers.Count)
        let cell = table[(byte)s, (byte)t]
        select new
        {
            State = table.States[s],
            Trigger = table.Triggers[t],
            Verdict = cell.Verdict.ToString().ToLowerInvariant(),
            Next = cell.Verdict == Verdict.Go ? table.States[cell.Next] : null,
            Rule = cell.Rule?.Id,
            Why = cell.Verdict == Verdict.Impossible ? cell.Why : null,
        };
}
