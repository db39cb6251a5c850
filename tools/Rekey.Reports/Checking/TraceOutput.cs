using Rekey.Checking.Judging;
using Rekey.Mutants;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;
using Rekey.Reports.Rendering;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Checking;

/// <summary>Shows and writes the runs that an exploration or a search found.</summary>
public static class TraceOutput
{
    /// <summary>
    /// Shows and writes what was not expected: of each protocol the first run, step by step; of the others only the file. Of a mutant only the run that
    /// violates what its bug is about, where there is one. Where nothing is unexpected and a file is named, writes the first expected attack there.
    /// </summary>
    /// <returns>Whether all could be written.</returns>
    public static bool Write(IReadOnlyList<FoundTrace> traces, CheckOutputs outputs, Mutant? mutant, Terminal terminal)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var (written, names) = (true, new FreeNames(outputs.All.Select(static o => o.Path)));
        var unexpected = traces.Where(static t => !t.Expected).ToList();
        if (mutant is not null && unexpected.Find(t => mutant.IsCaughtBy(t.Properties)) is { } promised)
        {
            unexpected = [promised];
        }

        foreach (var trace in unexpected)
        {
            if (shown.Add(trace.Document.Scenario.Protocol))
            {
                Show(trace, terminal);
            }

            written &= Save(trace, (trace == unexpected[0] ? outputs.Trace : null) ?? names.Next(trace.DefaultName, FoundTrace.Ending), terminal);
        }

        if (unexpected.Count == 0 && outputs.Trace is { } path)
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
