using Rekey.Cli;
using Rekey.Reports;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>A standard output or error that is full or closed aborts nothing and hides nothing: files are complete, and the exit code is about what was found.</summary>
public sealed class BrokenOutputTests : CommandLineFixture
{
    [Fact]
    public void A_violation_is_written_down_and_decides_the_exit_code_where_standard_output_is_full()
    {
        var error = new StringWriter();
        string[] args = ["check", "--mutant", "p-switch-on-own-key", "--workers", "1", "--json", At("r.json"), "--junit", At("r.xml"), "--trace", At("t.json")];
        Program.Run(args, new FullWriter(), error).ShouldBe(ExitCode.Violated);
        foreach (var file in (string[])["r.json", "r.xml", "t.json"])
        {
            new FileInfo(At(file)).Length.ShouldBeGreaterThan(0, file);
        }
    }

    [Fact]
    public void A_search_writes_its_trace_and_report_where_standard_output_is_full()
    {
        string[] args = ["check", "--strategy", "exhaustive", "--mutant", "p-switch-on-own-key", "--workers", "1", "--json", At("r.json"), "--trace", At("t.json")];
        Program.Run(args, new FullWriter(), new FullWriter()).ShouldBe(ExitCode.Violated);
        new FileInfo(At("r.json")).Length.ShouldBeGreaterThan(0);
        new FileInfo(At("t.json")).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Standard_error_that_is_full_changes_nothing()
    {
        var output = new StringWriter();
        string[] args = ["check", "--protocol", "P", "--members", "3", "--faults", "none", "--schedules", "100", "--json", At("r.json")];
        Program.Run(args, output, new FullWriter()).ShouldBe(Ran.Rekey(args).Code);
        output.ToString().ShouldContain("P: ");
        new FileInfo(At("r.json")).Length.ShouldBeGreaterThan(0);
        Program.Run(["nosuch"], output, new FullWriter()).ShouldBe(ExitCode.BadInput);
        Program.Run(["check", "--members", "0"], output, new FullWriter()).ShouldBe(ExitCode.BadInput);
    }

    [Fact]
    public void Where_nothing_was_found_and_nobody_could_be_told_so_much_is_said()
    {
        var error = new StringWriter();
        Program.Run(["replay", Put("t.json", TraceJson.Write(PfsAttack))], new FullWriter(), error).ShouldBe(ExitCode.BadInput);
        error.ToString().ShouldContain("standard output cannot be written; all is as expected");
    }

    [Fact]
    public void A_trace_that_cannot_be_written_does_not_hide_the_violation()
    {
        var ran = Ran.Rekey("check", "--strategy", "exhaustive", "--mutant", "p-switch-on-own-key", "--workers", "1", "--trace", "/dev/full");
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("VIOLATED");
        ran.Error.ShouldContain("the trace cannot be written to '/dev/full'");
    }

    /// <summary>A disk that is full.</summary>
    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
