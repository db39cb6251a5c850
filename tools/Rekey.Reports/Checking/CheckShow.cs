using Rekey.Checking.Judging;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Checking;

/// <summary>Shows what an exploration found, run now or read from reports, and writes the reports that are wanted.</summary>
public static class CheckShow
{
    /// <summary>Shows a judgement, and writes the reports. A report that cannot be written is no reason not to write the others.</summary>
    public static int Present(IReadOnlyList<SampledJudgement> judged, CheckPlan plan, Terminal terminal) => terminal.FilesFirst(t => Show(judged, plan, t));

    private static int Show(IReadOnlyList<SampledJudgement> judged, CheckPlan plan, Terminal terminal)
    {
        var (table, below) = CheckTable.Of(judged, terminal.Interactive, terminal.Console.Profile.Width, plan.Compact);
        terminal.Show(table);
        foreach (var line in below)
        {
            terminal.Line(line);
        }

        var traces = judged.Select(j => CheckTraces.Of(j, plan.Mutant, terminal.Cancel)).ToList();
        foreach (var judgement in judged)
        {
            CheckSummary.Write(judgement, plan, terminal);
        }

        foreach (var note in judged.Select(static j => j.BreadthNote).Where(static n => n.Length > 0).Distinct())
        {
            terminal.Line(note);
        }

        var written = TraceOutput.Write([.. traces.SelectMany(t => t)], plan.Outputs, plan.Mutant, terminal);
        if (plan.Mutant is { } mutant)
        {
            terminal.Line(CheckSummary.OfMutant(judged, mutant));
        }

        written &= OutputPath.TryWrite("--json", plan.Outputs.Json, () => CheckJson.Of(judged, plan), terminal);
        written &= OutputPath.TryWrite("--junit", plan.Outputs.JUnit, () => CheckJUnit.Of(judged, traces), terminal);
        written &= OutputPath.TryWrite("--sarif", plan.Outputs.Sarif, () => CheckSarif.Of(judged, traces, plan.Outputs.Verbose), terminal);
        written &= OutputPath.TryWrite("--html", plan.Outputs.Html, () => CheckHtml.Of(judged, traces, plan.Command, plan.Mutant), terminal);
        if (plan.Outputs.Evidence is { } evidence)
        {
            Keep(judged, plan, evidence, terminal);
        }

        var code = ExitCode.Of(judged);
        return code == ExitCode.Violated ? code
            : !written ? ExitCode.BadInput
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : code;
    }

    /// <summary>Evidence is of explorations that ended, and ended well.</summary>
    private static void Keep(IReadOnlyList<SampledJudgement> judged, CheckPlan plan, string path, Terminal terminal)
    {
        if (ExitCode.Of(judged) != ExitCode.AsExpected || terminal.Cancel.IsCancellationRequested)
        {
            terminal.Warn($"no evidence is kept in {path}: not all is as expected, or the exploration is unfinished");
            return;
        }

        SharedFile.Update(path, () => Evidence.Read(path).With(judged.Select(j => Evidence.Of(j, plan.Command))).Write());
        terminal.Line($"evidence kept in {path}; {Invocation.Of("spec", "render")} shows it");
    }
}
