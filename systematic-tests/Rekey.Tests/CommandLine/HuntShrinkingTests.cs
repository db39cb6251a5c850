using System.Text.Json;
using Rekey.Checking;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Hunting;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey mutants --shrink</c>: how many steps a run had when it was found, and how many it has when it is shrunk.</summary>
public sealed class HuntShrinkingTests : CommandLineFixture
{
    [Theory]
    [InlineData("own")]
    [InlineData("check")]
    public void Both_numbers_are_shown_and_none_is_larger_afterwards(string scenarios)
    {
        var ran = Ran.Rekey("mutants", "--protocol", "bd", "--seeds", "1", "--shrink", "--scenarios", scenarios, "--json", At("s.json"), "--trace-dir", At("traces"));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        using var json = JsonDocument.Parse(File.ReadAllText(At("s.json")));
        json.RootElement.GetProperty("scenarios").GetString().ShouldBe(scenarios);
        var explored = 0;
        foreach (var mutant in json.RootElement.GetProperty("mutants").EnumerateArray())
        {
            var (name, found, shrunk) = (mutant.GetProperty("name").GetString()!, mutant.GetProperty("stepsFound"), mutant.GetProperty("stepsShrunk"));
            (found.ValueKind == JsonValueKind.Null).ShouldBe(MutantRegistry.Find(name).IsDrilled);
            if (found.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            explored++;
            shrunk.GetInt32().ShouldBeLessThanOrEqualTo(found.GetInt32());
            using var trace = JsonDocument.Parse(File.ReadAllText(At($"traces/{name}.trace.json")));
            trace.RootElement.GetProperty("steps").GetArrayLength().ShouldBe(shrunk.GetInt32());
            trace.RootElement.GetProperty("verdict").GetProperty("property").GetString().ShouldBe(MutantRegistry.Find(name).CaughtBy[0]);
        }

        ran.Output.ShouldContain($"of {explored} found runs the shrunk one has, in the median, ");
        ran.Output.ShouldContain(" 0 are longer");
        ran.Output.ShouldContain("shrunk");
    }

    [Fact]
    public void The_median_is_of_ratios()
    {
        static ShrunkRun Run(int steps, int from) => new(
            [new Finding(new Rekey.Explorer.Violation("Agreement", "", 1), null!, 0, new Rekey.Explorer.Choice[steps])], from);
        var shrinking = new HuntShrinking(new Dictionary<string, ShrunkRun> { ["a"] = Run(1, 10), ["b"] = Run(10, 30), ["c"] = Run(8, 8) });
        shrinking.Summary.ShouldBe("of 3 found runs the shrunk one has, in the median, 0.33 of the steps; 2 have at most a third, 0 are longer");
        HuntShrinking.None.Summary.ShouldBe("nothing was found that could be shrunk");
    }

    [Fact]
    public void Without_the_option_nothing_is_said_of_steps()
    {
        var ran = Ran.Rekey("mutants", "--protocol", "bd", "--seeds", "1", "--bound", "3", "--json", At("s.json"));
        ran.Output.ShouldNotContain("shrunk");
        using var json = JsonDocument.Parse(File.ReadAllText(At("s.json")));
        json.RootElement.GetProperty("mutants").EnumerateArray().ShouldAllBe(static m => m.GetProperty("stepsFound").ValueKind == JsonValueKind.Null);
    }
}
