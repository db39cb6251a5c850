using System.CommandLine;
using System.Text.Json;
using System.Xml.Linq;
using Rekey.Checking.Judging;
using Rekey.Cli.Arguments;
using Rekey.Cli.Commands;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>What is said of what was decided, of what was sampled, and of what was not done (spec/model/exploration.md, "Verdicts").</summary>
public sealed class VerdictTests : CommandLineFixture
{
    /// <summary>Of those that hold: ActiveSecurity, and the weak two of exposure, of which runs without attack and exposure say nothing.</summary>
    private const int Undecided = 3;

    /// <summary>How many properties P has. A search of a small scope decides all but <see cref="Undecided"/>.</summary>
    private static readonly int Holding = ProtocolRegistry.Find("P").Spec.Expectations.Count(static e => e.Expected == Expected.Holds);

    private static readonly string[] NoFaults = ["check", "--protocol", "P", "--members", "3", "--faults", "none", "--workers", "1"];

    public static TheoryData<string> Explored => [.. MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name)];

    [Fact]
    public void A_run_that_rests_in_just_as_many_steps_as_are_allowed_is_as_expected() =>
        Ran.Rekey([.. NoFaults, "--schedules", "50", "--steps", "10"]).Code.ShouldBe(ExitCode.AsExpected);

    [Fact]
    public void What_the_step_bound_cut_off_is_counted_and_not_judged_in_every_report()
    {
        var ran = Ran.Rekey([.. NoFaults, "--schedules", "50", "--steps", "9", .. All()]);
        ran.Code.ShouldBe(ExitCode.Unfinished);
        ran.Output.ShouldNotContain("VIOLATED", Case.Sensitive);
        ran.Output.ShouldContain("P: unfinished: --steps 9 cut off 50 of 50 schedules; how they end is not judged");
        var json = JsonDocument.Parse(File.ReadAllText(At("r.json"))).RootElement;
        json.GetProperty("verdict").GetString().ShouldBe("unfinished");
        var liveness = json.GetProperty("protocols")[0].GetProperty("properties").EnumerateArray().Single(static p => p.GetProperty("property").GetString() == Properties.Liveness);
        (liveness.GetProperty("found").GetString(), liveness.GetProperty("asExpected").GetBoolean()).ShouldBe(("cut-off", false));
        var skipped = XDocument.Load(At("r.xml")).Descendants("testcase").Single(static c => c.Element("skipped") is not null);
        (skipped.Attribute("name")!.Value, skipped.Value).ShouldBe((Properties.Liveness, "not judged: --steps 9 cut off 50 of 50 schedules"));
        CheckPageTests.SelfContained(At("r.html")).Value.ShouldContain("The step bound cut schedules off; all is as expected so far");
        Verdicts("r.sarif").ShouldContain($"P {Properties.Liveness}: not judged: --steps 9 cut off 50 of 50 schedules");
        Ran.Rekey("merge", At("r.json")).Code.ShouldBe(ExitCode.Unfinished);
    }

    [Fact]
    public void A_violation_counts_though_runs_were_cut_off() =>
        Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "100", "--steps", "6", "--trace", At("t.json")).Code.ShouldBe(ExitCode.Violated);

    [Fact]
    public void Time_ends_an_exploration_without_a_verdict()
    {
        var ran = Ran.Rekey("check", "--protocol", "P", "--schedules", "1000000", "--time", "50ms", "--workers", "1", "--json", At("r.json"), "--junit", At("r.xml"));
        ran.Code.ShouldBe(ExitCode.Unfinished);
        ran.Output.ShouldContain("P: unfinished: out of time after");
        ran.Output.ShouldContain("of 1,000,000 schedules; so far");
        File.ReadAllText(At("r.json")).ShouldContain("\"verdict\": \"unfinished\"");
        XDocument.Load(At("r.xml")).Descendants("property").ShouldContain(static p => p.Attribute("value")!.Value == "OutOfTime");
        Ran.Rekey("merge", At("r.json")).Code.ShouldBe(ExitCode.Unfinished);
        Ran.Rekey([.. NoFaults, "--schedules", "20", "--time", "24h"]).Code.ShouldBe(ExitCode.AsExpected, "there was time enough");
    }

    [Fact]
    public void Of_what_was_sampled_every_report_says_so_and_nothing_holds()
    {
        var ran = Ran.Rekey(["check", "--protocol", "P", "--members", "2..3", "--schedules", "60", "--verbose", .. All()]);
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain($"{Holding} not violated in 60 schedules");
        var cases = XDocument.Load(At("r.xml")).Descendants("testcase").Select(static c => c.Value).ToList();
        cases.Count(static c => c == "not violated in 60 schedules").ShouldBe(Holding);
        Verdicts("r.sarif").Count(static v => v.EndsWith(": not violated in 60 schedules", StringComparison.Ordinal)).ShouldBe(Holding);
        var page = CheckPageTests.SelfContained(At("r.html"));
        page.Descendants().Count(static e => (string?)e.Attribute("class") == "holds" && ((string?)e.Attribute("title"))?.Contains("not violated in 60 schedules") == true).ShouldBe(Holding);
        foreach (var text in new[] { "r.xml", "r.sarif", "r.html" }.Select(f => File.ReadAllText(At(f))))
        {
            text.ShouldNotContain("holds in");
        }

        JsonDocument.Parse(File.ReadAllText(At("r.json"))).RootElement.GetProperty("protocols")[0].GetProperty("properties").EnumerateArray()
            .Count(static p => p.GetProperty("found").GetString() == "not-violated" && p.GetProperty("words").GetString() == "not violated in 60 schedules").ShouldBe(Holding);
    }

    [Fact]
    public void A_property_that_declares_nothing_and_has_more_memories_than_were_allowed_is_not_judged()
    {
        Ran.Rekey(["check", "--strategy", "exhaustive", "--protocol", "P", "--members", "2", "--faults", "crash=1", "--pairs", "5", "--junit", At("r.xml")]).Code.ShouldBe(ExitCode.AsExpected);

        XDocument.Load(At("r.xml")).Descendants("skipped").Select(static s => s.Value).ShouldBe(Enumerable.Repeat("not judged: this search does not decide it", 6), "ActiveSecurity and VirtualSynchrony, and the four of exposure");
    }

    [Fact]
    public void Of_what_was_decided_the_same_reports_say_that_it_holds_in_every_run_of_the_scope()
    {
        var ran = Ran.Rekey(["check", "--strategy", "exhaustive", "--protocol", "P", "--members", "2..3", "--faults", "crash=1", "--workers", "1", .. All()]);
        ran.Code.ShouldBe(ExitCode.AsExpected, ran.Error);
        var suites = XDocument.Load(At("r.xml")).Root!.Elements("testsuite").ToList();
        suites.Select(static s => s.Attribute("name")!.Value).ShouldBe(["rekey check P 2 crash=1", "rekey check P 3 crash=1"]);
        suites.ShouldAllBe(static s => s.Elements("testcase").Count(c => c.Value == "holds in every run of the scope") == Holding - Undecided);
        suites[0].Descendants("skipped").Select(static s => s.Value).ShouldBe(Enumerable.Repeat("not judged: this search does not decide it", 5), "where nobody attacks or is exposed");
        Verdicts("r.sarif").Count(static v => v.EndsWith(": holds in every run of the scope", StringComparison.Ordinal)).ShouldBe(2 * (Holding - Undecided));
        CheckPageTests.SelfContained(At("r.html")).Value.ShouldContain($"{2 * (Holding - Undecided)} decided to hold");
        File.ReadAllText(At("r.json")).ShouldContain("rekey-scopes/");
    }

    [Fact]
    public void A_search_that_was_not_finished_decides_nothing()
    {
        Ran.Rekey(["check", "--strategy", "exhaustive", "--protocol", "P", "--members", "4", "--faults", "crash=2,join=2,leave=2,partition=2,merge=2,depth=4", "--time", "300ms", .. All()])
            .Code.ShouldBe(ExitCode.Unfinished);
        XDocument.Load(At("r.xml")).Descendants("testcase").ShouldAllBe(static c => c.Element("skipped") != null || c.Value.StartsWith("fails, as expected"));
        File.ReadAllText(At("r.sarif")).ShouldNotContain("holds in");
    }

    [Theory]
    [InlineData("--schedules 60", "--schedules narrows")]
    [InlineData("--members 2..3 --faults none --schedules 60", "--members, --faults, --schedules narrow")]
    [InlineData("--strategy fair --steps 2000 --schedules 60", "--strategy, --schedules, --steps narrow")]
    public void What_narrows_an_exploration_is_said_in_every_report(string options, string words)
    {
        var note = $"breadth is not judged, and no attack is demanded: {words} the exploration";
        var ran = Ran.Rekey(["check", "--protocol", "P", .. options.Split(' '), .. All()]);
        ran.Code.ShouldBe(ExitCode.AsExpected, ran.Error);
        ran.Output.ShouldContain(note);
        XDocument.Load(At("r.xml")).Descendants("property").Single(static p => p.Attribute("name")!.Value == "breadth").Attribute("value")!.Value.ShouldBe(note);
        CheckPageTests.SelfContained(At("r.html")).Value.ShouldContain($"B{note[1..]}.");
        File.ReadAllText(At("r.sarif")).ShouldContain(note);
        var asked = JsonDocument.Parse(File.ReadAllText(At("r.json"))).RootElement.GetProperty("request");
        asked.GetProperty("breadth").GetString().ShouldBe("not-judged");
        asked.GetProperty("narrowedBy").EnumerateArray().Select(static o => o.GetString()).ShouldBe(words[..words.LastIndexOf(' ')].Split(", "));
    }

    [Theory]
    [InlineData("", CheckArguments.FullSchedules, Breadth.Required)]
    [InlineData("--protocol P --seed 9 --workers 3 --time 1h --members 1..8 --schedules 100000 --steps 20000 --strategy portfolio", 100_000, Breadth.Required)]
    [InlineData("--quick", CheckArguments.QuickSchedules, Breadth.Warned)]
    [InlineData("--members 2..6", CheckArguments.FullSchedules, Breadth.NotJudged)]
    [InlineData("--mutant p-no-restart", MutantHunt.Schedules, Breadth.NotJudged)]
    internal void Without_options_a_fixed_number_of_schedules_is_explored_and_breadth_is_judged(string options, long schedules, Breadth breadth)
    {
        var (all, command) = (new CheckOptions(), new Command("check"));
        all.All.ToList().ForEach(command.Add);
        var plan = CheckArguments.Plan(all, command.Parse(options));

        // Of what takes so many times as long, so many fewer, where nobody asks for a number.
        plan.Requests.Select(static r => r.Schedules).ShouldBe(plan.Requests.Select(r => schedules / (r.Protocol is LayerDefinition layer && !options.Contains("--schedules") ? layer.Weight : 1)));
        plan.Requests.ShouldAllBe(static r => r.Time == null);
        (plan.Breadth, plan.NarrowedBy.Count == 0).ShouldBe((breadth, breadth != Breadth.NotJudged));
    }

    [Theory]
    [InlineData("O")]
    [InlineData("P")]
    public void An_attack_that_a_scope_has_no_room_for_is_told_and_fails_neither_sampling_nor_search(string protocol)
    {
        string[] scope = ["--protocol", protocol, "--members", protocol == "P" ? "1" : "3", "--faults", "none", "--workers", "1"];
        var property = protocol == "P" ? Properties.PerfectForwardSecrecy : Properties.KeyIndependence;
        var sampled = Ran.Rekey(["check", .. scope, "--schedules", "300"]);
        var decided = Ran.Rekey(["check", "--strategy", "exhaustive", .. scope]);

        (sampled.Code, decided.Code).ShouldBe((ExitCode.AsExpected, ExitCode.AsExpected));
        sampled.Output.ShouldContain($"{protocol}: {property} is expected to fail, but not in every scope: no attack in 300 schedules");
        decided.Output.ShouldMatch($"no attack on [A-Za-z, ]*{property}[A-Za-z, ]* in this scope");
    }

    [Fact]
    public void A_livelock_that_was_sampled_replays_as_found()
    {
        var ran = Ran.Rekey("check", "--mutant", "p-acks-start-over", "--workers", "1", "--trace", At("t.json"));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("the mutant is caught, as it should be");
        Replays(At("t.json"));
        var text = File.ReadAllText(At("t.json"));
        Ran.Rekey("replay", Put("edited.json", text.Replace("\"loopFrom\": ", "\"loopFrom\": 9", StringComparison.Ordinal))).Error.ShouldContain("verdict.loopFrom is 9");
    }

    [Fact]
    public void A_cycle_that_a_search_found_replays_as_found_and_a_loop_that_is_none_does_not()
    {
        Ran.Rekey("check", "--strategy", "exhaustive", "--mutant", "p-acks-start-over", "--workers", "1", "--trace", At("t.json")).Code.ShouldBe(ExitCode.Violated);
        Replays(At("t.json"));
        var from = JsonDocument.Parse(File.ReadAllText(At("t.json"))).RootElement.GetProperty("verdict").GetProperty("loopFrom").GetInt32();
        var other = File.ReadAllText(At("t.json")).Replace($"\"loopFrom\": {from}", $"\"loopFrom\": {from + 1}", StringComparison.Ordinal);
        var ran = Ran.Rekey("replay", Put("other.json", other));
        (ran.Code, ran.Output.Contains("DIFFERS", StringComparison.Ordinal)).ShouldBe((ExitCode.Violated, true));
    }

    /// <summary>One rule: <c>check --mutant</c> and the hunt of <c>rekey mutants</c> catch the same mutants, by the same property.</summary>
    [Theory]
    [MemberData(nameof(Explored))]
    public void Both_commands_agree_on_what_is_caught(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var hunted = MutantHunt.Run(mutant, "portfolio", seeds: 1, bound: 400).Caught;
        var ran = Ran.Rekey("check", "--mutant", name, "--schedules", "400", "--workers", "1", "--trace", At("t.json"));

        (ran.Output.Contains("the mutant is caught, as it should be", StringComparison.Ordinal), ran.Output.Contains("NOT CAUGHT", StringComparison.Ordinal)).ShouldBe((hunted, !hunted));
        if (hunted)
        {
            var replay = Ran.Rekey("replay", At("t.json"));
            (replay.Code, replay.Output.Contains($"{mutant.CaughtBy[0]} is violated", StringComparison.Ordinal)).ShouldBe((ExitCode.Violated, true));
        }
    }

    private string[] All() => ["--json", At("r.json"), "--junit", At("r.xml"), "--sarif", At("r.sarif"), "--html", At("r.html")];

    private static void Replays(string path)
    {
        var replay = Ran.Rekey("replay", path);
        replay.Code.ShouldBe(ExitCode.Violated, "as the check");
        replay.Output.ShouldContain("are repeated for ever ---");
        replay.Output.ShouldContain("the verdict is as recorded; the property is expected to hold");
        replay.Error.ShouldBeEmpty();
    }

    private List<string> Verdicts(string sarif) =>
        [.. JsonDocument.Parse(File.ReadAllText(At(sarif))).RootElement.GetProperty("runs")[0].GetProperty("properties").GetProperty("verdicts").EnumerateArray()
            .Select(static v => $"{v.GetProperty("of").GetString()} {v.GetProperty("property").GetString()}: {v.GetProperty("verdict").GetString()}")];
}
