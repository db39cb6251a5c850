using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Coyote;
using Rekey.Monitors.Checking;
using Rekey.Mutants;

namespace Rekey.CoyoteHost.Commands;

/// <summary>The reports of the host; names and meanings are stable within a format version.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Version => typeof(Configuration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>The report of <c>check</c>. Seconds are of the wall clock.</summary>
    public static string Of(IReadOnlyList<(CheckRequest Request, CampaignReport Report)> runs, Mutant? mutant) => JsonSerializer.Serialize(
        new
        {
            Format = "rekey-coyote-check/1",
            Coyote = Version,
            Mutant = mutant?.Name,
            Runs = runs.Select(r => new
            {
                Protocol = r.Request.Protocol.Spec.Name,
                r.Request.Scenarios[0].Members,
                Faults = r.Request.Scenarios[0].Faults.ToString(),
                r.Request.Strategy,
                r.Request.Seed,
                StepBound = r.Request.Steps,
                r.Report.Schedules,
                r.Report.Steps,
                r.Report.Unfinished,
                Seconds = r.Report.Elapsed.TotalSeconds,
                ProcessorSeconds = r.Report.Processor.TotalSeconds,
                r.Report.SchedulesPerSecond,
                Findings = r.Report.Findings.Values.Select(f => new
                {
                    f.Violation.Property, f.Violation.Message, f.Violation.Step, f.Schedule, Ends = r.Request.Ends(f.Violation),
                }),
                r.Report.Objection,
            }),
        },
        Options) + "\n";

    /// <summary>The report of <c>mutants</c>; schedules, property and seconds to the catch are null where the bound came first.</summary>
    public static string Of(HuntPlan plan, IReadOnlyList<HuntEntry> entries) => JsonSerializer.Serialize(
        new
        {
            Format = "rekey-coyote-mutants/1",
            Coyote = Version,
            plan.Seed,
            plan.Iterations,
            SecondsBound = plan.Time?.TotalSeconds,
            plan.Strategies,
            Mutants = entries.Select(e => new
            {
                e.Mutant.Name,
                e.Mutant.Protocol,
                Expected = e.Mutant.CaughtBy,
                Runs = e.Hunts.Select(h => new
                {
                    h.Strategy,
                    h.Caught,
                    h.Property,
                    h.Report.Schedules,
                    Seconds = h.Report.Elapsed.TotalSeconds,
                    ProcessorSeconds = h.Report.Processor.TotalSeconds,
                    h.Report.Objection,
                }),
            }),
        },
        Options) + "\n";
}
