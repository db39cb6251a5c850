using Rekey.Cli.Arguments;
using Rekey.Cli.Files;
using Rekey.Cli.Rendering;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Checking;

/// <summary>Shows what an exploration found, run now or read from reports, and writes the reports that are wanted.</summary>
internal static class CheckShow
{
    /// <summary>Shows a judgement, and writes the reports. A report that cannot be written is no reason not to write the others.</summary>
    public static int Present(IReadOnlyList<Judgement> judged, CheckPlan plan, Terminal terminal) => terminal.FilesFirst(t => Show(judged, plan, t));

    private static int Show(IReadOnlyList<Judgement> judged, CheckPlan plan, Terminal terminal)
    {
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

        var written = WriteTraces([.. traces.SelectMany(t => t)], plan, terminal);
        if (plan.Mutant is { } mutant)
        {
            terminal.Line(CheckSummary.OfMutant(judged[0], mutant));
        }

        written &= OutputPath.TryWrite("--json", plan.Outputs.Json, () => CheckJson.Of(judged, plan), terminal);
        written &= OutputPath.TryWrite("--junit", plan.Outputs.JUnit, () => CheckJUnit.Of(judged, traces), terminal);
        written &= OutputPath.TryWrite("--sarif", plan.Outputs.Sarif, () => CheckSarif.Of(judged, traces, plan.Outputs.Verbose), terminal);
        written &= OutputPath.TryWrite("--html", plan.Outputs.Html, () => CheckHtml.Of(judged, traces, plan), terminal);
        if (plan.Outputs.Evidence is { } evidence)
        {
            Keep(judged, plan, evidence, terminal);
        }

        return !judged.All(j => j.AsExpected) ? ExitCode.Violated
            : !written ? ExitCode.BadInput
            : judged.Any(j => j.Report.OutOfMemory || j.Report.Unfinished > 0) ? ExitCode.Unfinished
            : terminal.Cancel.IsCancellationRequested || judged.Any(j => j.Report.Interrupted) ? ExitCode.Interrupted
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

        SharedFile.Update(path, () => Evidence.Read(path).With(judged.Select(j => Evidence.Of(j, plan.Command))).Write());
        terminal.Line($"evidence kept in {path}; {Invocation.Of("spec", "render")} shows it");
    }

    /// <summary>
    /// Shows and writes what was not expected: of each protocol the first run, step by step; of the others only the file. Where there is none
    /// and a file is named, writes the first expected attack there.
    /// </summary>
    private static bool WriteTraces(IReadOnlyList<FoundTrace> traces, CheckPlan plan, Terminal terminal)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var (written, names) = (true, new FreeNames(plan.Outputs.All.Select(static o => o.Path)));
        var unexpected = traces.Where(t => !t.Expected).ToList();
        foreach (var trace in unexpected)
        {
            if (shown.Add(trace.Document.Scenario.Protocol))
            {
                Show(trace, terminal);
            }

            written &= Save(trace, (trace == unexpected[0] ? plan.Outputs.Trace : null) ?? names.Next(trace.DefaultName, FoundTrace.Ending), terminal);
        }

        if (unexpected.Count == 0 && plan.Outputs.Trace is { } path)
        {
            if (traces.Count == 0)
            {
                terminal.Line($"no trace is written to {path}: no run violated any property");
                return written;
            }

            written &= Save(traces[0], path, terminal);
        }

        return written;
    }

    private static void Show(FoundTrace trace, Terminal terminal)
    {
        terminal.Line();
        terminal.Lines(TraceText.Of(trace.Document, atMost: 60));
        foreach (var property in trace.Properties.Skip(1))
        {
            terminal.Line(TraceText.Verdict(trace.About(property)));
        }

        terminal.Line();
    }

    private static bool Save(FoundTrace trace, string path, Terminal terminal)
    {
        try
        {
            OutputPath.Write(path, TraceJson.Write(trace.Document));
            trace.SavedAs = path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The violation, where there is one, is the news, and decides the exit code.
            terminal.Warn($"the trace cannot be written to '{path}': {e.Message}");
            return false;
        }

        var size = trace.Run.Steps < trace.Run.From ? $", shrunk to {trace.Run.Steps} of {trace.Run.From} steps," : "";
        terminal.Line($"trace of {string.Join(", ", trace.Properties)}{(trace.Expected ? " (an expected failure)" : "")}{size} written; replay it with:");
        terminal.Line($"  {Invocation.Of("replay", Invocation.File(path))}");
        return true;
    }
}
