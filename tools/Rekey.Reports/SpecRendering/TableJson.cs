using System.Text.Encodings.Web;
using System.Text.Json;
using Rekey.Spec;

namespace Rekey.Reports.SpecRendering;

/// <summary>A control table as data, for tools in other languages.</summary>
public static class TableJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    public static string Of(NamedTable named) => JsonSerializer.Serialize(
        new
        {
            Format = "rekey-table/2",
            Table = named.Name,
            Protocols = named.Protocols.Select(p => new { p.Name, p.Title, p.Source, Rules = p.Rules.Select(r => r.Id) }),
            named.Table.States,
            named.Table.Triggers,
            Initial = named.Table.States[named.Table.Initial],
            Cells = Cells(named.Table),
            Rules = named.Rules.Select(r => new { r.Rule.Id, r.Rule.Title }),
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
