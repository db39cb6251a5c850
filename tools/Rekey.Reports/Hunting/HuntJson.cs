using System.Text.Encodings.Web;
using System.Text.Json;
using Rekey.Mutants;

namespace Rekey.Reports.Hunting;

/// <summary>The report of <c>rekey mutants --json</c>; names and meanings are stable within a format version.</summary>
public static class HuntJson
{
    /// <summary>The version of the format.</summary>
    public const string Format = "rekey-mutants/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report; a count is null where the bound was reached first, and numbers of steps are where nothing was shrunk.</summary>
    public static string Of(IReadOnlyList<HuntResult> results, HuntPlan plan, HuntShrinking? shrunk = null) => JsonSerializer.Serialize(
        new
        {
            Format,
            plan.Strategy,
            plan.Seeds,
            plan.Bound,
            Scenarios = plan.Wide ? "check" : "own",
            Mutants = results.Select(r => new
            {
                r.Mutant.Name,
                r.Mutant.Protocol,
                r.Mutant.Bug,
                Expected = r.Mutant.CaughtBy,
                r.Caught,
                CaughtBy = HuntTable.Properties(r),
                Median = Count(r.Median),
                Worst = Count(r.Worst),
                StepsFound = shrunk?.Of(r.Mutant)?.From,
                StepsShrunk = shrunk?.Of(r.Mutant)?.Steps,
                Seeds = r.Catches.Select((c, i) => new { Seed = i + 1, c?.Schedules, c?.Property }),
            }),
            Verdict = results.All(r => r.Caught) ? results.Count == plan.Mutants.Count ? "all-caught" : "interrupted" : "not-caught",
        },
        Options) + "\n";

    private static long? Count(long schedules) => schedules == long.MaxValue ? null : schedules;
}
