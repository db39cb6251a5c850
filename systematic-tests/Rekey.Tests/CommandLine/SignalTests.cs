using System.Diagnostics;
using Rekey.Cli;
using Rekey.Reports;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>A process that is asked to end reports what it did: by Ctrl-C, by a timeout or a cancelled job, by a terminal that is closed.</summary>
public sealed class SignalTests : CommandLineFixture
{
    public static TheoryData<string, int, string> Cases => new()
    {
        { "INT", ExitCode.Interrupted, "check --protocol P --time 24h --workers 1 --json r.json --junit r.xml" },
        { "TERM", ExitCode.Terminated, "check --protocol P --time 24h --workers 1 --json r.json --junit r.xml" },
        { "HUP", ExitCode.HungUp, "check --protocol P --time 24h --workers 1 --json r.json --junit r.xml" },
        { "TERM", ExitCode.Terminated, "check --strategy exhaustive --protocol P --members 6 --faults crash=2,join=2,leave=2,depth=3 --workers 1 --json r.json" },
        { "TERM", ExitCode.Terminated, "mutants --protocol P --seeds 1000 --json r.json" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_was_done_is_reported_and_the_exit_code_is_128_and_the_signal(string signal, int code, string line)
    {
        var words = line.Split(' ').Select(w => w.StartsWith("r.", StringComparison.Ordinal) ? At(w) : w);
        // Whoever started the tests may ignore signals, and a process inherits that.
        var start = new ProcessStartInfo("env", [$"--default-signal={signal}", "dotnet", "exec", typeof(Program).Assembly.Location, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), new System.Text.StringBuilder());

        // The first line of progress says that it is at work.
        error.AppendLine(await process.StandardError.ReadLineAsync());
        Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
        error.Append(await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(code, error.ToString());
        (await output).ShouldContain("interrupted");
        foreach (var file in words.Where(w => w.StartsWith(Folder, StringComparison.Ordinal)))
        {
            new FileInfo(file).Length.ShouldBeGreaterThan(0, file);
        }
    }
}
