using System.Globalization;
using Rekey.Monitors.Checking;
using Rekey.Wire;
using Rekey.Worlds;
using Spectre.Console;

namespace Rekey.Cli.Benching;

/// <summary>Measures whole schedules: a world, its machines, a strategy and the monitors, as <c>rekey check</c> runs them.</summary>
internal static class ExplorerBench
{
    private const int Members = 8;
    private const int Points = 10;
    private const long Million = 1_000_000;

    /// <summary>Runs all measurements.</summary>
    public static int Execute(ProtocolDefinition protocol, int seconds, bool million, Terminal terminal)
    {
        var cores = Environment.ProcessorCount;
        (string Name, bool Secrecy, int Workers)[] cases =
        [
            ("all monitors but secrecy, one worker", false, 1),
            ("all monitors, one worker", true, 1),
            ($"all monitors, {cores} workers", true, cores),
        ];
        Run(Request(protocol, secrecy: true, cores) with { Time = TimeSpan.FromSeconds(Math.Max(1, seconds / 2.0)) }, terminal);
        var table = NewTable($"{protocol.Spec.Name}, 8 members, no faults, fair", "schedules", "schedules/s", "steps/schedule", "bytes/schedule", "collections\ngen 0/1/2");
        foreach (var (name, secrecy, workers) in cases)
        {
            if (terminal.Cancel.IsCancellationRequested)
            {
                break;
            }

            table.AddRow(Measure(name, Request(protocol, secrecy, workers) with { Time = TimeSpan.FromSeconds(seconds) }, terminal));
        }

        terminal.Show(table);
        if (million && !terminal.Cancel.IsCancellationRequested)
        {
            terminal.Show(LiveMemory(protocol, terminal));
        }

        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private static CheckRequest Request(ProtocolDefinition protocol, bool secrecy, int workers) => new()
    {
        Protocol = protocol, Scenarios = [new Scenario(protocol, Members, FaultBudget.None)], Strategy = "fair", Workers = workers, Secrecy = secrecy,
    };

    private static CheckReport Run(CheckRequest request, Terminal terminal) => Checker.Run(request, terminal.Cancel);

    private static string[] Measure(string name, CheckRequest request, Terminal terminal)
    {
        GC.Collect();
        int[] before = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var report = Run(request, terminal);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var collections = string.Join('/', before.Select((b, i) => GC.CollectionCount(i) - b));
        return
        [
            name, Text($"{report.Schedules:N0}"), Text($"{report.Schedules / report.Elapsed.TotalSeconds:N0}"), Text($"{(double)report.Steps / report.Schedules:0.0}"),
            Text($"{(double)allocated / report.Schedules:N0}"), collections,
        ];
    }

    /// <summary>One worker explores a million schedules in one go; what is live is measured at points of it, after a full collection.</summary>
    private static Table LiveMemory(ProtocolDefinition protocol, Terminal terminal)
    {
        var table = NewTable("schedules explored", "live bytes");
        var next = 0L;
        Checker.Run(Request(protocol, secrecy: true, 1) with { Schedules = Million }, terminal.Cancel, (done, _) =>
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
