using Rekey.Cli.Arguments;
using Rekey.Monitors.Checking;

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
        terminal.Show(CheckTable.Of(judged, terminal));
        var traces = judged.Select(j => CheckTraces.Of(j, plan.Mutant)).ToList();
        foreach (var judgement in judged)
        {
            CheckSummary.Write(judgement, plan, terminal);
        }

        WriteTraces([.. traces.SelectMany(t => t)], plan, terminal);
        if (plan.Json is { } json)
        {
            OutputPath.Write(json, CheckJson.Of(judged, plan));
        }

        if (plan.JUnit is { } junit)
        {
            OutputPath.Write(junit, CheckJUnit.Of(judged, traces));
        }

        return !judged.All(j => j.AsExpected) ? ExitCode.Violated
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.AsExpected;
    }

    /// <summary>Shows and writes what was not expected; where there is none and a file is named, writes the first expected attack there.</summary>
    private static void WriteTraces(IReadOnlyList<FoundTrace> traces, CheckPlan plan, Terminal terminal)
    {
        var unexpected = traces.Where(t => !t.Expected).ToList();
        foreach (var trace in unexpected)
        {
            terminal.Line();
            terminal.Line(Rendering.TraceText.Of(trace.Document, atMost: 60));
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

    private static void Save(FoundTrace trace, string? path, Terminal terminal)
    {
        path ??= trace.DefaultFile;
        OutputPath.Write(path, Worlds.Traces.TraceJson.Write(trace.Document));
        terminal.Line($"trace of {trace.Property}{(trace.Expected ? " (an expected failure)" : "")} written; replay it with: rekey replay {Quoted(path)}");
    }

    private static string Quoted(string path) => path.Any(c => char.IsWhiteSpace(c)) ? $"\"{path}\"" : path;
}
