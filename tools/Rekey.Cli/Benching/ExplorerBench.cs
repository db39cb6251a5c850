using System.Globalization;
using Rekey.Checking;
using Rekey.Reports;
using Rekey.Reports.Printing;
using Rekey.Worlds;
using Spectre.Console;

namespace Rekey.Cli.Benching;

/// <summary>Measures whole schedules: a world, its machines, a strategy and the monitors, as <c>rekey check</c> runs them.</summary>
internal sealed class ExplorerBench(Scenario scenario, string strategy, Terminal terminal)
{
    private const int Points = 10;
    private const long Million = 1_000_000;

    /// <summary>Runs all measurements.</summary>
    public int Execute(int seconds, bool million)
    {
        var cores = Environment.ProcessorCount;
        (string Name, bool Secrecy, int Workers)[] cases =
        [
            ("all monitors but secrecy, one worker", false, 1),
            ("all monitors, one worker", true, 1),
            ($"all monitors, {cores} workers", true, cores),
        ];
        Run(Request(secrecy: true, cores) with { Time = TimeSpan.FromSeconds(Math.Max(1, seconds / 2.0)) });
        var table = NewTable("", "schedules", "schedules/s", "steps/schedule", "bytes/schedule", "collections\ngen 0/1/2");
        foreach (var (name, secrecy, workers) in cases)
        {
            if (terminal.Cancel.IsCancellationRequested)
            {
                break;
            }

            table.AddRow(Measure(name, Request(secrecy, workers) with { Time = TimeSpan.FromSeconds(seconds) }));
        }

        terminal.Line(Text($"{scenario.Protocol.Spec.Name}, {scenario.Members} members, strategy {strategy}, faults {scenario.Faults}"));
        terminal.Show(table);
        if (million && !terminal.Cancel.IsCancellationRequested)
        {
            terminal.Show(LiveMemory());
        }

        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private CheckRequest Request(bool secrecy, int workers) => new()
    {
        Protocol = scenario.Protocol, Scenarios = [scenario], Strategy = strategy, Workers = workers, Secrecy = secrecy,
    };

    private CheckReport Run(CheckRequest request) => Checker.Run(request, terminal.Cancel);

    private string[] Measure(string name, CheckRequest request)
    {
        GC.Collect();
        int[] before = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var report = Run(request);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var collections = string.Join('/', before.Select((b, i) => GC.CollectionCount(i) - b));
        return
        [
            name, Text($"{report.Schedules:N0}"), Text($"{report.Schedules / report.Elapsed.TotalSeconds:N0}"), Text($"{(double)report.Steps / report.Schedules:0.0}"),
            Text($"{(double)allocated / report.Schedules:N0}"), collections,
        ];
    }

    /// <summary>One worker explores a million schedules in one go; what is live is measured at points of it, after a full collection.</summary>
    private Table LiveMemory()
    {
        var table = NewTable("schedules explored", "live bytes");
        var next = 0L;
        Checker.Run(Request(secrecy: true, 1) with { Schedules = Million }, terminal.Cancel, (done, _) =>
        {
            if (done >= next)
            {
                table.AddRow(Text($"{done:N0}"), Text($"{GC.GetTotalMemory(forceFullCollection: true):N0}"));
                next = done - (done % (Million / Points)) + (Million / Points);
            }
        });
        return table;
    }

    private static Table NewTable(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(first).NoWrap());
        foreach (var title in others)
        {
            table.AddColumn(new TableColumn(title).NoWrap().RightAligned());
        }

        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
