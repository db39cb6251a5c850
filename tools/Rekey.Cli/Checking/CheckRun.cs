using Rekey.Cli.Arguments;
using Rekey.Cli.Rendering;
using Rekey.Monitors.Checking;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Checking;

/// <summary>Carries out <c>rekey check</c>: explore, judge, show, write.</summary>
internal static class CheckRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(CheckPlan plan, Terminal terminal)
    {
        var judged = ProgressReport.RunAll(
            terminal,
            [.. plan.Requests.Select(r => r.Protocol.Spec.Name)],
            "schedules",
            (i, progress) => new Judgement(Checker.Run(plan.Requests[i], terminal.Cancel, progress), plan.Breadth));
        var (table, below) = CheckTable.Of(judged, terminal.Interactive, terminal.Console.Profile.Width, plan.Compact);
        terminal.Show(table);
        foreach (var line in below)
        {
            terminal.Line(line);
        }

        var traces = judged.Select(j => CheckTraces.Of(j, plan.Mutant?.Name, terminal.Cancel)).ToList();
        foreach (var judgement in judged)
        {
            CheckSummary.Write(judgement, plan, terminal);
        }

        WriteTraces([.. traces.SelectMany(t => t)], plan, terminal);
        if (plan.Mutant is { } mutant)
        {
            terminal.Line(CheckSummary.OfMutant(judged[0], mutant));
        }

        if (plan.Json is { } json)
        {
            OutputPath.Write(json, CheckJson.Of(judged, plan));
        }

        if (plan.JUnit is { } junit)
        {
            OutputPath.Write(junit, CheckJUnit.Of(judged, traces));
        }

        if (plan.Evidence is { } evidence)
        {
            Keep(judged, plan, evidence, terminal);
        }

        return !judged.All(j => j.AsExpected) ? ExitCode.Violated
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.AsExpected;
    }

    /// <summary>Evidence is of explorations that ended, and ended well.</summary>
    private static void Keep(IReadOnlyList<Judgement> judged, CheckPlan plan, string path, Terminal terminal)
    {
        if (!judged.All(j => j.AsExpected) || terminal.Cancel.IsCancellationRequested)
        {
            terminal.Warn($"no evidence is kept in {path}: not all is as expected, or the exploration was cut short");
            return;
        }

        OutputPath.Write(path, Evidence.Read(path).With(judged.Select(j => Evidence.Of(j, plan.Command))).Write());
        terminal.Line($"evidence kept in {path}; {Invocation.Of("spec", "render")} shows it");
    }

    /// <summary>
    /// Shows and writes what was not expected: of each protocol the first run, step by step; of the others only the file. Where there is none
    /// and a file is named, writes the first expected attack there.
    /// </summary>
    private static void WriteTraces(IReadOnlyList<FoundTrace> traces, CheckPlan plan, Terminal terminal)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var unexpected = traces.Where(t => !t.Expected).ToList();
        foreach (var trace in unexpected)
        {
            if (shown.Add(trace.Document.Scenario.Protocol))
            {
                Show(trace, terminal);
            }

            Save(trace, trace == unexpected[0] ? plan.Trace : null, terminal);
        }

        if (unexpected.Count == 0 && plan.Trace is { } path)
        {
            if (traces.Count == 0)
            {
                terminal.Line($"no trace is written to {path}: no run violated any property");
                return;
            }

            Save(traces[0], path, terminal);
        }
    }

    private static void Show(FoundTrace trace, Terminal terminal)
    {
        terminal.Line();
        terminal.Line(TraceText.Of(trace.Document, atMost: 60));
        foreach (var property in trace.Properties.Skip(1))
        {
            terminal.Line(TraceText.Verdict(trace.About(property)));
        }

        terminal.Line();
    }

    private static void Save(FoundTrace trace, string? path, Terminal terminal)
    {
        path ??= trace.DefaultFile;
        try
        {
            OutputPath.Write(path, TraceJson.Write(trace.Document));
        }
        catch (Exception e) when (!trace.Expected && e is IOException or UnauthorizedAccessException)
        {
            // The violation is the news, and decides the exit code.
            terminal.Warn($"the trace cannot be written to '{path}': {e.Message}");
            return;
        }

        var size = trace.Run.Steps < trace.Run.From ? $", shrunk to {trace.Run.Steps} of {trace.Run.From} steps," : "";
        terminal.Line($"trace of {string.Join(", ", trace.Properties)}{(trace.Expected ? " (an expected failure)" : "")}{size} written; replay it with:");
        terminal.Line($"  {Invocation.Of("replay", path)}");
    }
}
