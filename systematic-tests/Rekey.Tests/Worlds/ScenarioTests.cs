using Rekey.Checking.Scripts;
using Rekey.Tests.Architecture;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Scenarios that are written as text (systematic-tests/scenarios) print what they say; <c>REKEY_REWRITE=1</c> writes them anew.</summary>
public sealed class ScenarioTests
{
    private const string Folder = "systematic-tests/scenarios";

    private const string Small =
        """
        # One of two.
        group P members=2
        ----
        m1: Outside
        m2: Outside

        agree m1
        ----
        view 1.m1{m1,m2} is agreed

        """;

    public static TheoryData<string> Files() => [.. Repository.Files(".txt", Folder).Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_scenario_prints_what_it_says(string path)
    {
        var file = ScriptFile.Parse(path, Repository.Read(path).ReplaceLineEndings("\n"));
        var printed = Script.Run(file);
        if (Environment.GetEnvironmentVariable("REKEY_REWRITE") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), file.With(printed));
            return;
        }

        Script.Differences(file, printed).ShouldBeEmpty();
    }

    /// <summary>The papers' examples are there for every protocol that has trees of its own, or none.</summary>
    [Fact]
    public void Every_protocol_has_a_scenario() =>
        Rekey.Worlds.ProtocolRegistry.All.Select(static p => p.Spec.Name).Where(static p => !p.Contains('-'))
            .Where(p => !Repository.Files(".txt", Folder).Any(f => File.ReadAllText(f).Contains($"\ngroup {p} ", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_scenario_that_is_as_expected_is_written_as_it_was()
    {
        var file = ScriptFile.Parse("s.txt", Small);
        var printed = Script.Run(file);

        Script.Differences(file, printed).ShouldBeEmpty();
        file.With(printed).ShouldBe(Small);
    }

    [Theory]
    [InlineData("m2: Outside", "m2: Keyed", "s.txt:5: 'group P members=2': expected 'm2: Keyed', found 'm2: Outside'")]
    [InlineData("m1: Outside\n", "", "s.txt:4: 'group P members=2': expected 'm2: Outside', found 'm1: Outside'")]
    [InlineData("{m1,m2} is agreed", "{m1,m2} is agreed\nand more", "s.txt:10: 'agree m1': expected 'and more', found nothing more")]
    public void A_difference_names_line_and_expectation(string old, string now, string said)
    {
        var file = ScriptFile.Parse("s.txt", Small.Replace(old, now, StringComparison.Ordinal));

        Script.Differences(file, Script.Run(file)).ShouldHaveSingleItem().ToString().ShouldBe(said);
    }

    [Theory]
    [InlineData("----\nm1", "---\nm1", "s.txt:3: expected '----' below the command 'group P members=2'")]
    [InlineData("agree m1", "agre m1", "s.txt:7: unknown command 'agre' (did you mean 'agree'?); expected one of agree, block,")]
    [InlineData("agree m1", "agree m9", "s.txt:7: there is no process 'm9'; there are m1 m2")]
    [InlineData("agree m1", "install", "s.txt:7: 'install': 'install' is followed by something else")]
    [InlineData("agree m1", "install m1", "s.txt:7: ")]
    [InlineData("agree m1", "deliver m1 m2", "s.txt:7: nothing of m1 is due to m2; due are no messages")]
    [InlineData("agree m1", "partition m1 | m3", "s.txt:7: 'partition m1 | m3': expected each of m1 m2 once")]
    [InlineData("agree m1", "merge m1 m2", "s.txt:7: 'merge m1 m2': expected processes of two components or more")]
    [InlineData("agree m1", "settle until m1 Kyed", "s.txt:7: there is no state 'Kyed' (did you mean 'Keyed'?)")]
    [InlineData("group P members=2", "group P members=99", "s.txt:2: 'members=99': expected a number of members from 1 to 64")]
    [InlineData("group P members=2", "group Q members=2", "s.txt:2: ")]
    [InlineData("group P members=2", "states", "s.txt:2: 'states' comes too early; expected 'group PROTOCOL members=N' before it")]
    public void A_scenario_that_says_what_cannot_be_is_refused_with_its_line(string old, string now, string said) =>
        Should.Throw<FormatException>(() => Script.Run(ScriptFile.Parse("s.txt", Small.Replace(old, now, StringComparison.Ordinal)))).Message.ShouldStartWith(said);

    [Fact]
    public void A_file_without_a_command_is_refused() =>
        Should.Throw<FormatException>(static () => ScriptFile.Parse("s.txt", "# nothing\n")).Message.ShouldBe("s.txt:1: there is no command; expected one, as in 'group P members=3'");

    [Fact]
    public void What_a_protocol_does_not_promise_is_said_at_the_end() =>
        Script.Run(ScriptFile.Parse("s.txt", "group P members=2\n----\n\nsettle quiet\n----\n\nend\n----\n"))[^1]
            .ShouldContain(static l => l.StartsWith("fails PerfectForwardSecrecy, as expected: ", StringComparison.Ordinal));
}
