using System.Text.Encodings.Web;
using System.Text.Json;
using Rekey.Monitors.Checking;
using Rekey.Spec;

namespace Rekey.Cli.Checking;

/// <summary>The report of <c>rekey check --json</c>; names and meanings are stable within a format version.</summary>
internal static class CheckJson
{
    /// <summary>The version of the format.</summary>
    public const string Format = "rekey-check/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report.</summary>
    public static string Of(IReadOnlyList<Judgement> judged, CheckPlan plan) => JsonSerializer.Serialize(
        new
        {
            Format,
            Mutant = plan.Mutant?.Name,
            Protocols = judged.Select(Protocol),
            Verdict = judged.All(j => j.AsExpected) ? judged.Any(j => j.Report.Interrupted) ? "interrupted" : "as-expected" : "violated",
        },
        Options) + "\n";

    private static object Protocol(Judgement j) => new
    {
        j.Protocol,
        Properties = j.Properties.Select(p => new
        {
            p.Property,
            Expected = p.Expected == Expected.Holds ? "holds" : "fails",
            Found = Word(p.Found),
            AsExpected = p.Found is Found.Holds or Found.Attack,
            p.Why,
            p.Finding?.Schedule,
        }),
        j.Report.Schedules,
        j.Report.Steps,
        j.Report.ViewChanges,
        j.Report.DeepestCascade,
        j.Report.Unfinished,
        Cells = new { Covered = j.Reachable - j.CellsMissing.Count, j.Reachable, Missing = j.CellsMissing },
        Goals = Goals.All.Select((g, i) => new
        {
            g.Name,
            Possible = j.Report.Request.Scenarios.Any(s => g.Possible(s.Faults, s.Members)),
            Runs = j.Report.Goals[i],
        }),
        Vacuous = j.Vacuous,
        j.Report.Interrupted,
        Seconds = Math.Round(j.Report.Elapsed.TotalSeconds, 3),
        j.Report.Request.Seed,
        j.Report.Request.Strategy,
        j.Report.Request.Workers,
        Scenarios = j.Report.Request.Scenarios.Select(s => new { s.Members, Faults = s.Faults.ToString() }),
        Findings = j.Report.Findings.Values.Select(f => new
        {
            f.Violation.Property, f.Violation.Message, f.Violation.Step, f.Schedule, f.Scenario.Members, Faults = f.Scenario.Faults.ToString(),
            Steps = f.Choices.Count,
        }),
    };

    private static string Word(Found found) => found switch
    {
        Found.Holds => "holds",
        Found.Attack => "attack-found",
        Found.Violated => "violated",
        Found.Missed => "attack-missed",
        Found.NotWatched => "not-watched",
        _ => "undecided",
    };
}
