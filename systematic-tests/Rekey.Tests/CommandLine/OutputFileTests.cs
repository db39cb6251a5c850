using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>No file of a command is written over another, nor over what it reads; and what several commands add to keeps all of it.</summary>
public sealed class OutputFileTests : CommandLineFixture
{
    private string Trace => Put("t.json", TraceJson.Write(PfsAttack));

    [Theory]
    [InlineData("check --json A --junit A")]
    [InlineData("check --sarif A --html ./A")]
    [InlineData("check --trace A --evidence sub/../A")]
    [InlineData("check --strategy exhaustive --json A --trace A")]
    [InlineData("check --strategy exhaustive --json A --evidence A")]
    [InlineData("merge none.json --json A --html A")]
    [InlineData("coverage none.json --json A --html A")]
    [InlineData("replay none.json --mermaid A --html A")]
    [InlineData("mutants --json A --html A")]
    [InlineData("mutants --strategy all --json A --evidence A")]
    [InlineData("mutants --trace-dir . --json p-no-restart.trace.json")]
    [InlineData("costs --json A --html A")]
    public void Two_outputs_to_one_file_are_refused(string line)
    {
        Directory.CreateDirectory(At("sub"));
        var ran = Ran.Rekey([.. line.Split(' ').Select(w => w is "A" or "./A" or "sub/../A" or "." or "p-no-restart.trace.json" ? At(w) : w)]);
        ran.Error.ShouldContain("expected different files");
        ran.Error.ShouldStartWith("error: --");
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("replay", "--html")]
    [InlineData("replay", "--mermaid")]
    [InlineData("merge", "--json")]
    [InlineData("merge", "--trace")]
    [InlineData("coverage", "--html")]
    public void An_output_over_the_input_is_refused_and_the_input_stays(string command, string option)
    {
        var (input, before) = (Trace, TraceJson.Write(PfsAttack));
        var ran = Ran.Rekey(command, input, option, input);
        ran.Error.ShouldContain($"{option} '{input}': is the input '{input}'");
        ran.Code.ShouldBe(ExitCode.BadInput);
        File.ReadAllText(input).ShouldBe(before);
    }

    [Fact]
    public void Links_to_one_file_are_one_file()
    {
        var input = Trace;
        File.CreateSymbolicLink(At("link"), input);
        Directory.CreateSymbolicLink(At("folder"), Folder);
        OutputSet.AreOne(At("link"), input).ShouldBeTrue();
        OutputSet.AreOne(At("folder/t.json"), input).ShouldBeTrue();
        OutputSet.AreOne(At("folder/new"), At("new")).ShouldBeTrue("a file that is not there yet is one too");
        OutputSet.AreOne(At("other"), input).ShouldBeFalse();
        Ran.Rekey("replay", input, "--html", At("folder/link")).Error.ShouldContain("is the input");

        File.CreateSymbolicLink(At("a"), At("b"));
        File.CreateSymbolicLink(At("b"), At("a"));
        Ran.Rekey("replay", input, "--html", At("a")).Error.ShouldContain("links lead in a circle");
    }

    [Fact]
    public void Two_names_of_one_file_are_one_file()
    {
        using var made = System.Diagnostics.Process.Start("ln", [Trace, At("hard.json")]);
        made.WaitForExit();
        OutputSet.AreOne(At("hard.json"), At("t.json")).ShouldBeTrue();
        File.Copy(At("t.json"), At("copy.json"));
        File.SetLastWriteTimeUtc(At("copy.json"), File.GetLastWriteTimeUtc(At("t.json")));
        OutputSet.AreOne(At("copy.json"), At("t.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_device_may_be_named_twice()
    {
        OutputSet.Require([("--json", "/dev/null"), ("--html", "/dev/null")]);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        var target = Put("real.json", "before");
        File.CreateSymbolicLink(At("link.json"), target);
        OutputPath.Write(At("link.json"), "after");
        new FileInfo(At("link.json")).LinkTarget.ShouldBe(target);
        File.ReadAllText(target).ShouldBe("after");
        Directory.GetFiles(Folder).Length.ShouldBe(2, "nothing stays behind");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Who_may_read_a_file_may_read_it_when_it_is_written_anew()
    {
        var file = Put("r.json", "before");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        OutputPath.Write(file, "after");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Whoever_adds_to_a_file_loses_nothing_of_what_others_add()
    {
        var file = At("shared");
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            SharedFile.Update(file, () => (File.Exists(file) ? File.ReadAllText(file) : "") + $"{i}\n"));
        File.ReadAllLines(file).Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 40));
        Directory.GetFiles(Folder).ShouldBe([file]);
    }

    [Fact]
    public void Names_that_nobody_gave_do_not_meet()
    {
        var names = new FreeNames(At("rekey-p-agreement.trace.json"), null);
        names.Next(At("rekey-p-agreement"), ".trace.json").ShouldBe(At("rekey-p-agreement-2.trace.json"));
        names.Next(At("rekey-p-agreement"), ".trace.json").ShouldBe(At("rekey-p-agreement-3.trace.json"));
        names.Next(At("rekey-p-liveness"), ".trace.json").ShouldBe(At("rekey-p-liveness.trace.json"));
        names.First("a").ShouldBe("a");
        names.First("a").ShouldBeNull();
    }

    [Fact]
    public void Trying_a_file_takes_nothing_from_whoever_has_it_open()
    {
        var file = Put("evidence.json", "kept");
        using var reader = File.OpenRead(file);
        OutputPath.Require("--evidence", file);
        OutputPath.Write(file, "new");
        File.ReadAllText(file).ShouldBe("new");
    }
}
