using System.Globalization;
using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Reports;
using Rekey.Reports.Printing;
using Rekey.Worlds;
using Spectre.Console;

namespace Rekey.Cli.Benching;

/// <summary>What <c>rekey bench coyote</c> was asked to measure.</summary>
/// <param name="Scenario">Protocol, members and faults, the same for both.</param>
/// <param name="Steps">At most so many transitions per schedule, for both.</param>
/// <param name="Seconds">Seconds per measurement.</param>
/// <param name="Strategy">Our strategy.</param>
/// <param name="CoyoteStrategies">Coyote's strategies.</param>
internal sealed record CoyoteBenchPlan(Scenario Scenario, int Steps, int Seconds, string Strategy, IReadOnlyList<string> CoyoteStrategies);

/// <summary>Runs the same scenario under this project's explorer and under Coyote, each on one thread at a time with all monitors on.</summary>
internal sealed class CoyoteBench(CoyoteBenchPlan plan, Terminal terminal)
{
    private const int CoyoteWarmUp = 60;

    private readonly record struct Speed(long Schedules, long Steps, double Seconds, double Processor)
    {
        public double PerSecond => Schedules / Seconds;

        public double PerProcessorSecond => Schedules / Processor;
    }

    /// <summary>Measures, and shows the ratio.</summary>
    public int Execute()
    {
        Measure(plan.Strategy, Checker.Run, Math.Max(1, plan.Seconds / 4.0));
        var ours = Measure(plan.Strategy, Checker.Run, plan.Seconds);
        var table = NewTable("under", "strategy", "schedules", "schedules/s", "schedules/\ncpu s", "steps/\nschedule", "times faster\nin seconds", "\nin cpu s");
        table.AddRow("this explorer", plan.Strategy, Text($"{ours.Schedules:N0}"), Text($"{ours.PerSecond:N0}"), Text($"{ours.PerProcessorSecond:N0}"), Text($"{(double)ours.Steps / ours.Schedules:0.0}"), "", "");
        foreach (var strategy in plan.CoyoteStrategies)
        {
            var theirs = MeasureCoyote(strategy);
            table.AddRow(
                "Coyote", strategy, Text($"{theirs.Schedules:N0}"), Text($"{theirs.PerSecond:N0}"), Text($"{theirs.PerProcessorSecond:N0}"), Text($"{(double)theirs.Steps / theirs.Schedules:0.0}"),
                Text($"{ours.PerSecond / theirs.PerSecond:N0}"), Text($"{ours.PerProcessorSecond / theirs.PerProcessorSecond:N0}"));
        }

        terminal.Line(Text($"{plan.Scenario.Protocol.Spec.Name}, {plan.Scenario.Members} members, faults {plan.Scenario.Faults}, at most {plan.Steps:N0} transitions, all monitors, one schedule at a time"));
        terminal.Show(table);
        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private Speed MeasureCoyote(string strategy)
    {
        // Compiles what the strategy needs before the clock starts.
        CoyoteChecker.Run(RequestOf(CoyoteStrategy.InRequest(strategy)) with { Schedules = CoyoteWarmUp }, terminal.Cancel);
        return Measure(CoyoteStrategy.InRequest(strategy), CoyoteChecker.Run, plan.Seconds);
    }

    private Speed Measure(string strategy, Func<CheckRequest, CancellationToken, Action<long, double>?, CheckReport> explore, double seconds)
    {
        var before = Environment.CpuUsage.TotalTime;
        var report = explore(RequestOf(strategy) with { Time = TimeSpan.FromSeconds(seconds) }, terminal.Cancel, null);
        if (report.Unexpected.Any())
        {
            terminal.Warn($"{strategy} ended early: {string.Join(", ", report.Unexpected.Select(static f => f.Violation.Property))}");
        }

        return new Speed(report.Schedules, report.Steps, report.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private CheckRequest RequestOf(string strategy) => new() { Protocol = plan.Scenario.Protocol, Scenarios = [plan.Scenario], Strategy = strategy, Steps = plan.Steps };

    /// <summary>A table whose columns but the first two are numbers.</summary>
    internal static Table NewTable(params string[] titles)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < titles.Length; i++)
        {
            var column = new TableColumn(titles[i]).Padding(0, 0, 1, 0);
            table.AddColumn(i < 2 ? column.NoWrap() : column.NoWrap().RightAligned());
        }

        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
