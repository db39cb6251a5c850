using Rekey.Cli.Arguments;
using Rekey.Reports;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>Bad input ends in exit code 2 and a line that names the place and what was expected; never in a stack trace.</summary>
public sealed class BadInputTests : CommandLineFixture
{
    [Theory]
    [InlineData("check --protocol Pq", "unknown protocol 'Pq' (did you mean 'P'?)")]
    [InlineData("check --strategy farr", "unknown strategy (did you mean 'fair'?)")]
    [InlineData("check --faults crsh=1", "unknown fault 'crsh' (did you mean 'crash'?)")]
    [InlineData("check --faults crash=99", "expected a number from 0 to 20")]
    [InlineData("check --mutant p-no-restat", "unknown mutant 'p-no-restat' (did you mean 'p-no-restart'?)")]
    [InlineData("check --members 0", "--members '0': expected a number from 1 to 64")]
    [InlineData("check --members 1000", "--members '1000': expected a number from 1 to 64")]
    [InlineData("check --members 6..2", "the range is reversed; expected 2..6")]
    [InlineData("check --members 2..3..4", "or a range of them")]
    [InlineData("check --members two", "--members 'two'")]
    [InlineData("check --quick --schedules 5", "--schedules and --quick exclude each other")]
    [InlineData("check --schedules -5", "--schedules '-5': expected a whole number")]
    [InlineData("check --schedules 0", "--schedules '0': expected a whole number from 1")]
    [InlineData("check --steps -1", "--steps '-1'")]
    [InlineData("check --seed -1", "--seed '-1'")]
    [InlineData("check --workers 0", "--workers '0'")]
    [InlineData("check --time 30x", "--time '30x': expected a duration")]
    [InlineData("check --time 0s", "--time '0s': expected a duration")]
    [InlineData("check --groups 0", "--groups '0': expected a whole number from 1 to 4")]
    [InlineData("check --groups 5", "--groups '5': expected a whole number from 1 to 4")]
    [InlineData("check --groups two", "--groups 'two': expected a whole number from 1 to 4")]
    [InlineData("check --groups 3 --protocol P,TGDH", "--protocol 'P,TGDH': 2 protocols for 3 groups; expected one, or one for each group")]
    [InlineData("check --groups 2 --protocol P,TGDHH", "unknown protocol 'TGDHH' (did you mean 'TGDH'?)")]
    [InlineData("check --groups 2 --protocol P --strategy exhaustive", "--groups: several groups are not searched, only sampled; expected --strategy random, fair, pct, delay or portfolio")]
    [InlineData("check --protocol P+P --strategy exhaustive", "several groups are not searched, only sampled")]
    [InlineData("check --protocol P+P+P+P+P", "are 5 groups; expected 2 to 4")]
    [InlineData("check --groups 2 --protocol P --members 9", "--members '9..9': of several groups no scenario begins with so many; expected some of 1..5")]
    [InlineData("check --groups 2 --mutant p-no-restart", "--groups and --mutant exclude each other")]
    [InlineData("check --nonsense", "'--nonsense'")]
    [InlineData("check --qick", "did you mean '--quick'?")]
    [InlineData("chek", "did you mean 'check'?")]
    [InlineData("replay", "trace")]
    [InlineData("mutants --seeds 0", "--seeds '0'")]
    [InlineData("mutants --bound -1", "--bound '-1'")]
    [InlineData("mutants --protocol X9", "unknown protocol 'X9'")]
    [InlineData("mutants --strategy al", "--strategy 'al': unknown strategy (did you mean 'all'?); expected one of portfolio, random, fair, pct, delay, all")]
    [InlineData("mutants --scenarios chek", "--scenarios 'chek': unknown word (did you mean 'check'?); expected one of own, check")]
    [InlineData("mutants --strategy all --shrink", "--shrink: it is of hunts with one strategy")]
    [InlineData("mutants --strategy all --scenarios check", "--scenarios 'check': strategies are compared in the mutants' own scenarios")]
    [InlineData("mutants --strategy all --trace-dir x", "--trace-dir 'x': it is of hunts with one strategy")]
    [InlineData("mutants --strategy all --protocol P --evidence x", "--evidence 'x': evidence is of all protocols")]
    [InlineData("mutants --evidence x", "--evidence 'x': expected with --strategy all")]
    [InlineData("mutants --html no/such/x.html", "--html 'no/such/x.html': the folder")]
    [InlineData("check --strategy all", "--strategy 'all': unknown strategy")]
    [InlineData("bench explorer --seconds 0", "--seconds '0'")]
    [InlineData("bench explorer --members 65", "--members '65'")]
    [InlineData("bench explorer --faults crsh=1", "--faults 'crsh=1': unknown fault 'crsh' (did you mean 'crash'?)")]
    [InlineData("bench explorer --strategy fairr", "--strategy 'fairr': unknown strategy (did you mean 'fair'?)")]
    [InlineData("bench coyote --host x", "'--host'")]
    [InlineData("check --engine coyot", "--engine 'coyot': unknown engine (did you mean 'coyote'?); expected one of explorer, coyote")]
    [InlineData("check --engine coyote --strategy fair", "--strategy 'fair': unknown strategy; expected one of portfolio, random, probabilistic, pct, fairpct, delay, fairdelay, qlearning under Coyote")]
    [InlineData("check --engine coyote --strategy exhaustive", "--strategy 'exhaustive': unknown strategy; expected one of portfolio, random")]
    [InlineData("check --engine coyote --shard 1/2", "--shard: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --workers 2", "--workers: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --memory 8G", "--memory: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --order depth", "--order: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --reduction both", "--reduction: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --functional", "--functional: with --engine coyote it means nothing")]
    [InlineData("check --engine coyote --seed 4294967296", "--seed '4294967296': expected a whole number from 0 to 4294967295")]
    [InlineData("check --engine explorer --strategy qlearning", "--strategy 'qlearning': unknown strategy")]
    [InlineData("mutants --engine spin", "--engine 'spin': unknown engine; expected one of explorer, coyote")]
    [InlineData("mutants --engine coyote --strategy all", "--engine 'coyote': rekey bench coyote --mutants compares Coyote's strategies")]
    [InlineData("replay x.trace.json --engine spin", "--engine 'spin': unknown engine; expected one of explorer, coyote")]
    [InlineData("bench coyote --coyote-strategy pct,rand", "--coyote-strategy 'rand': unknown strategy (did you mean 'random'?)")]
    [InlineData("bench coyote --seconds 0", "--seconds '0'")]
    [InlineData("bench coyote --mutants --seeds 0", "--seeds '0'")]
    public void A_wrong_word_is_refused(string line, string message)
    {
        var ran = Ran.Rekey(line.Split(' '));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain(message);
        ran.Error.ShouldStartWith("error: ");
        ran.Error.ShouldNotContain("   at ");
        ran.Output.ShouldBeEmpty();
    }

    [Fact]
    public void No_command_at_all_shows_the_help()
    {
        var ran = Ran.Rekey();
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Output.ShouldContain("check");
    }

    [Fact]
    public void A_mutant_of_another_protocol_is_refused() =>
        Refused("is one of P", "check", "--mutant", "p-no-restart", "--protocol", "TGDH");

    [Theory]
    [InlineData("--json")]
    [InlineData("--junit")]
    [InlineData("--trace")]
    public void A_file_that_cannot_be_written_is_refused_before_the_run(string option)
    {
        // A run of a day would follow.
        Refused($"{option} '{At("no/such.file")}': the folder", "check", "--time", "24h", option, At("no/such.file"));
        Refused($"{option} '{Folder}': expected a file", "check", "--time", "24h", option, Folder);
    }

    [Fact]
    public void Trying_an_output_file_leaves_nothing_behind()
    {
        Refused("unknown strategy", "check", "--json", At("x.json"), "--strategy", "x");
        File.Exists(At("x.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_trace_folder_that_is_a_file_is_refused() =>
        Refused("--trace-dir", "mutants", "--trace-dir", Put("file", ""));

    [Fact]
    public void A_missing_trace_is_refused() => Refused("there is no such file", "replay", At("none.json"));

    [Fact]
    public void A_truncated_trace_is_refused_with_its_line()
    {
        var text = TraceJson.Write(PfsAttack);
        var path = Put("cut.json", text[..(text.Length / 2)]);
        Refused($"{path}: no trace: the document is cut off (at line {text[..(text.Length / 2)].Split('\n').Length})", "replay", path);
        Refused("no trace: the document is cut off (at line 1)", "replay", Put("empty.json", ""));
    }

    [Theory]
    [InlineData("\"seed\": 1", "\"seed\": \"one\"", "a value of another kind is expected (at $.scenario.seed in line ")]
    [InlineData("\"seed\": 1", "\"sed\": 1", "there is no such field (at $.scenario.sed in line ")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"seed\": 1", "Duplicate property 'seed'")]
    [InlineData("\"seed\": 1,", "", "a field is missing: 'seed'")]
    [InlineData("\"protocol\": \"P\"", "\"protocol\": null", "null is not expected here (at $.scenario.protocol in line ")]
    public void A_trace_with_a_wrong_field_is_refused_with_its_place(string right, string wrong, string message)
    {
        var text = TraceJson.Write(PfsAttack);
        text.ShouldContain(right);
        var path = Put("wrong.json", text.Replace(right, wrong, StringComparison.Ordinal));
        Refused(message, "replay", path);
        Ran.Rekey("replay", path).Error.ShouldNotContain("Rekey.Worlds");
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_refused()
    {
        var trace = Put("t.json", TraceJson.Write(PfsAttack));
        Refused("--html", "replay", trace, "--html", At("no/such.html"));
        Refused("--mermaid", "replay", trace, "--mermaid", Folder);
    }

    [Fact]
    public void A_trace_of_another_version_is_refused()
    {
        var path = Put("old.json", TraceJson.Write(PfsAttack with { Format = "rekey-trace/0" }));
        Refused("format is 'rekey-trace/0'; expected 'rekey-trace/1'", "replay", path);
    }

    [Fact]
    public void A_trace_with_a_step_that_is_not_enabled_is_refused_with_its_number()
    {
        var steps = PfsAttack.Steps.ToList();
        steps[2] = steps[2] with { Choice = new TraceChoice("Deliver", 0, 40, 0) };
        Refused("step 3 is not enabled", "replay", Put("bad.json", TraceJson.Write(PfsAttack with { Steps = steps })));
    }

    [Fact]
    public void A_trace_with_unknown_names_is_refused()
    {
        var scenario = PfsAttack.Scenario;
        Refused("unknown protocol", "replay", Put("p.json", TraceJson.Write(PfsAttack with { Scenario = scenario with { Protocol = "Pp" } })));
        Refused("unknown mutant", "replay", Put("m.json", TraceJson.Write(PfsAttack with { Scenario = scenario with { Mutant = "p-x" } })));
        Refused("unknown fault", "replay", Put("f.json", TraceJson.Write(PfsAttack with { Scenario = scenario with { Faults = "crush=1" } })));
        Refused("scenario.members is 1000", "replay", Put("n.json", TraceJson.Write(PfsAttack with { Scenario = scenario with { Members = 1000 } })));
        var steps = PfsAttack.Steps.Select(s => s with { Choice = s.Choice with { Move = "Instal" } }).ToList();
        Refused("unknown move 'Instal' (did you mean 'Install'?)", "replay", Put("s.json", TraceJson.Write(PfsAttack with { Steps = steps })));
    }

    [Fact]
    public void A_trace_with_a_hole_is_refused()
    {
        var holed = PfsAttack with { Steps = [PfsAttack.Steps[0], null!] };
        Refused("no trace: null is not expected here (at $.steps[1])", "replay", Put("hole.json", TraceJson.Write(holed)));
        var renumbered = PfsAttack with { Steps = [PfsAttack.Steps[1]] };
        Refused("steps[0] is numbered 2; expected step 1", "replay", Put("order.json", TraceJson.Write(renumbered)));
    }

    [Fact]
    public void A_folder_outside_a_repository_is_refused() => Refused("expected a folder that holds Rekey.Verified.sln", "spec", "render", "--root", Folder);

    [Fact]
    public void Outside_of_a_clone_the_option_is_named()
    {
        var thrown = Should.Throw<DirectoryNotFoundException>(() => Cli.Arguments.RepositoryRoot.Find(null, Folder, "--dir"));
        thrown.Message.ShouldContain("expected to be run inside a clone, or --dir");
    }

    private static void Refused(string message, params string[] args)
    {
        var ran = Ran.Rekey(args);
        ran.Error.ShouldContain(message);
        ran.Error.ShouldStartWith("error: ");
        ran.Error.TrimEnd().ShouldNotContain('\n');
        ran.Code.ShouldBe(ExitCode.BadInput);
    }
}
