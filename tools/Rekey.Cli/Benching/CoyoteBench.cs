using System.Globalization;
using System.Text.Json;
using Rekey.Monitors.Checking;
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
internal sealed class CoyoteBench(CoyoteBenchPlan plan, CoyoteHost? host, Terminal terminal)
{
    /// <summary>The names that the host gives Coyote's strategies.</summary>
    public static readonly IReadOnlyList<string> AllStrategies = ["portfolio", "random", "probabilistic", "pct", "fairpct", "delay", "fairdelay", "qlearning"];

    private const int CoyoteWarmUp = 60;

    private readonly record struct Speed(long Schedules, long Steps, double Seconds, double Processor)
    {
        public double PerSecond => Schedules / Seconds;

        public double PerProcessorSecond => Schedules / Processor;
    }

    /// <summary>Measures, and shows the ratio.</summary>
    public int Execute()
    {
        Measure(Math.Max(1, plan.Seconds / 4.0));
        var ours = Measure(plan.Seconds);
        var table = NewTable("under", "strategy", "schedules", "schedules/s", "schedules/\ncpu s", "steps/\nschedule", "times faster\nin seconds", "\nin cpu s");
        table.AddRow("this explorer", plan.Strategy, Text($"{ours.Schedules:N0}"), Text($"{ours.PerSecond:N0}"), Text($"{ours.PerProcessorSecond:N0}"), Text($"{(double)ours.Steps / ours.Schedules:0.0}"), "", "");
        foreach (var strategy in host is null ? [] : plan.CoyoteStrategies)
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

    private Speed Measure(double seconds)
    {
        var request = new CheckRequest
        {
            Protocol = plan.Scenario.Protocol, Scenarios = [plan.Scenario], Strategy = plan.Strategy, Steps = plan.Steps, Time = TimeSpan.FromSeconds(seconds),
        };
        var before = Environment.CpuUsage.TotalTime;
        var report = Checker.Run(request, terminal.Cancel);
        return new Speed(report.Schedules, report.Steps, report.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private Speed MeasureCoyote(string strategy)
    {
        var scenario = plan.Scenario;
        var report = host!.Run(
            terminal.Cancel,
            "check", "--protocol", scenario.Protocol.Spec.Name, "--members", Text($"{scenario.Members}"), "--faults", scenario.Faults.ToString(),
            "--steps", Text($"{plan.Steps}"), "--seconds", Text($"{plan.Seconds}"), "--strategy", strategy, "--warm-up", Text($"{CoyoteWarmUp}"));
        var run = report.GetProperty("runs")[0];
        if (run.GetProperty("objection").ValueKind != JsonValueKind.Null || run.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("ends").GetBoolean()))
        {
            terminal.Warn($"Coyote's strategy {strategy} ended early: {run.GetProperty("findings")} {run.GetProperty("objection")}");
        }

        return new Speed(
            run.GetProperty("schedules").GetInt64(), run.GetProperty("steps").GetInt64(), run.GetProperty("seconds").GetDouble(), run.GetProperty("processorSeconds").GetDouble());
    }

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
