using Rekey.Monitors.Checking;

namespace Rekey.Cli.Checking;

/// <summary>Carries out <c>rekey check</c>: explore, judge, show, write.</summary>
internal static class CheckRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(CheckPlan plan, Terminal terminal) => CheckShow.Present(
        ProgressReport.RunAll(
            terminal,
            [.. plan.Requests.Select(r => r.Protocol.Spec.Name)],
            "schedules",
            (i, progress) => new Judgement(Checker.Run(plan.Requests[i], terminal.Cancel, progress), plan.Breadth)),
        plan,
        terminal);
}
