using System.Text.Json;
using Rekey.Reports;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey check --strategy exhaustive</c>, from the outside.</summary>
public class ExhaustiveCommandTests : CommandLineFixture
{
    private const string Check = "check --strategy exhaustive";

    [Fact]
    public void A_closed_scope_says_complete_and_is_written_down()
    {
        var report = At("scopes.json");
        var ran = Ran.Rekey($"{Check} --protocol P --members 3 --faults crash=1,depth=1 --json {report}".Split(' '));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("P 3 crash=1,depth=1: complete: 23 properties hold in every run of the scope (by construction: VirtualSynchrony in 991 pairs); PerfectForwardSecrecy fails as expected");
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        var scope = json.RootElement.GetProperty("scopes")[0];
        scope.GetProperty("end").GetString().ShouldBe("complete");
        scope.GetProperty("states").GetInt64().ShouldBeGreaterThan(400);
    }

    [Fact]
    public void An_unfinished_search_says_what_was_left_and_has_a_code_of_its_own()
    {
        var ran = Ran.Rekey($"{Check} --protocol P --members 4 --faults crash=2,join=2,leave=2,partition=2,merge=2,depth=4 --time 500ms".Split(' '));
        ran.Code.ShouldBe(ExitCode.Unfinished);
        ran.Output.ShouldContain("out of time: ");
        ran.Output.ShouldContain("states were left");
    }

    [Fact]
    public void A_livelock_is_shown_as_a_stem_and_a_loop_and_its_trace_replays()
    {
        var trace = At("loop.trace.json");
        var ran = Ran.Rekey($"{Check} --mutant p-acks-start-over --trace {trace}".Split(' '));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("can be repeated for ever");
        ran.Output.ShouldContain("the mutant is caught, as it should be");
        Ran.Rekey($"replay {trace}".Split(' ')).Output.ShouldContain("Liveness");
    }

    [Fact]
    public void Searches_of_both_orders_and_all_reductions_agree()
    {
        foreach (var options in new[] { "--order depth", "--reduction partial-order", "--reduction symmetry", "--reduction both", "--functional" })
        {
            Ran.Rekey($"{Check} --protocol P --members 3 --faults leave=1,join=1 {options}".Split(' ')).Code.ShouldBe(ExitCode.AsExpected);
        }
    }

    [Theory]
    [InlineData("--schedules 5", "--schedules: an exhaustive search has no schedules")]
    [InlineData("--shard 1/2", "--shard: an exhaustive search has no schedules")]
    [InlineData("--order width", "--order 'width': unknown; expected one of breadth, depth")]
    [InlineData("--reduction symetry", "--reduction 'symetry': unknown (did you mean 'symmetry'?)")]
    [InlineData("--memory 3", "--memory '3': expected at least 64M")]
    [InlineData("--faults replay=1 --reduction symmetry", "a scope with an active adversary, or of a layer, is searched without them")]
    [InlineData("--faults alter=1 --functional", "a scope with an active adversary, or of a layer, is searched without them")]
    [InlineData("--members 20 --faults crash=1", "exhaustive search takes at most 16 processes")]
    [InlineData("--functional --evidence x.json", "--functional and --evidence exclude each other")]
    public void What_means_nothing_in_a_search_is_refused(string options, string message)
    {
        var ran = Ran.Rekey($"{Check} --protocol P {options}".Split(' '));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("{", "no counts of searches: the document is cut off (at line 1)")]
    [InlineData("""{ "format": "rekey-scopes/9", "scopes": [] }""", "format is 'rekey-scopes/9'; expected 'rekey-scopes/1'")]
    [InlineData("""{ "format": "rekey-scopes/1", "scopes": [], "more": 1 }""", "no counts of searches")]
    public void Counts_that_are_something_else_are_refused_and_kept(string content, string message)
    {
        var file = Put("scopes.json", content);
        var ran = Ran.Rekey($"{Check} --protocol P --members 2 --faults none --evidence {file}".Split(' '));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain(message);
        System.IO.File.ReadAllText(file).ShouldBe(content);
    }
}
