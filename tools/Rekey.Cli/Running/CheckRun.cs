using System.Diagnostics;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Reports.Checking;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Running;

/// <summary>Carries out <c>rekey check</c>: explore, judge, show, write.</summary>
internal static class CheckRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(CheckPlan plan, Engine engine, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        return CheckShow.Present(
            ProgressReport.RunAll(
                terminal,
                [.. plan.Requests.Select(static r => r.Protocol.Spec.Name)],
                "schedules",
                (i, progress) => new SampledJudgement(
                    engine.Run(plan.Requests[i] with { Time = Share(plan, clock.Elapsed, plan.Requests.Count - i) }, terminal.Cancel, progress), plan.Breadth, plan.NarrowedBy)),
            plan,
            terminal);
    }

    /// <summary>What is left of the time is shared equally by the protocols that are left; what one does not need is for the others.</summary>
    private static TimeSpan? Share(CheckPlan plan, TimeSpan spent, int left) =>
        plan.Time is { } all ? TimeSpan.FromTicks(Math.Max(0, (all - spent).Ticks / left)) : null;
}
