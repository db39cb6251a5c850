using System.Xml.Linq;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Reports.Printing;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey check --html</c>: one self-contained page.</summary>
public sealed class CheckPageTests : CommandLineFixture
{
    [Fact]
    public void It_has_the_verdict_the_matrix_the_counts_and_the_attacks()
    {
        Ran.Rekey("check", "--schedules", "600", "--members", "2..3", "--html", At("r.html")).Code.ShouldBe(ExitCode.AsExpected);
        var page = SelfContained(At("r.html"));

        Elements(page, "h1").Single().Value.ShouldBe("All is as expected");
        var matrix = Elements(page, "table").First();
        Elements(matrix, "tr").Count().ShouldBe(1 + Definitions.Usual.Count);
        foreach (var protocol in ProtocolRegistry.All)
        {
            var row = Elements(matrix, "tr").Single(r => r.Elements().First().Value == protocol.Spec.Name);
            row.Elements().Count(static c => (string?)c.Attribute("class") == "attack").ShouldBe(protocol.Spec.Expectations.Count(static e => e.Expected == Expected.FailsAsExpected), protocol.Spec.Name);
        }

        Elements(page, "div").Count(static d => (string?)d.Attribute("class") == "card").ShouldBe(Definitions.Usual.Count);
        Elements(page, "svg").ShouldBeEmpty("there is nothing to draw");
    }

    [Fact]
    public void A_violation_has_its_shrunk_run_and_the_command_that_replays_it()
    {
        Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "200", "--trace", At("t.json"), "--html", At("r.html"));
        var page = SelfContained(At("r.html"));

        Elements(page, "h1").Single().Value.ShouldStartWith("The mutant p-switch-on-own-key is caught: P violates NoEarlyUse");
        Elements(page, "code").Select(static c => c.Value).ShouldContain(c => c.Contains($"replay {At("t.json")}"));
        Elements(page, "svg").ShouldNotBeEmpty();
        var ids = page.Descendants().Attributes("id").Select(static a => a.Value).ToList();
        ids.Where(static i => i != "hatch").ShouldBeUnique();
        ids.ShouldContain("t1-s1");
        Elements(page, "td").ShouldContain(static c => (string?)c.Attribute("class") == "violated");
    }

    [Fact]
    public void An_exploration_that_was_cut_short_says_so()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var ran = Ran.Rekey(stop.Token, "check", "--time", "24h", "--html", At("r.html"), "--json", At("r.json"), "--sarif", At("r.sarif"));
        ran.Code.ShouldBe(ExitCode.Interrupted);
        Elements(SelfContained(At("r.html")), "h1").Single().Value.ShouldBe("Interrupted; all is as expected so far");
        File.ReadAllText(At("r.json")).ShouldContain("\"verdict\": \"interrupted\"");
        Ran.Rekey("merge", At("r.json")).Code.ShouldBe(ExitCode.Interrupted, "a report that was interrupted is merged as one");
        Ran.Rekey("coverage", At("r.json")).Code.ShouldBe(ExitCode.AsExpected);
    }

    [Fact]
    public void Out_of_memory_the_partial_report_is_kept_and_says_so()
    {
        var protocol = ProtocolRegistry.Find("P");
        var request = new CheckRequest { Protocol = protocol, Scenarios = [new Scenario(protocol, 2, FaultBudget.None)], Schedules = 3 };
        var judged = new SampledJudgement(Checker.Run(request) with { OutOfMemory = true }, Breadth.Required);
        var (output, error) = (new StringWriter(), new StringWriter());
        var plan = new CheckPlan([request], Breadth.Required, false, null, new CheckOutputs(At("r.json"), null, null, At("r.html"), null, null, false), "rekey check");

        CheckShow.Present([judged], plan, new Terminal(output, error, CancellationToken.None)).ShouldBe(ExitCode.Unfinished);
        output.ToString().ShouldContain("P: out of memory after 3 schedules; so far");
        File.ReadAllText(At("r.json")).ShouldContain("\"verdict\": \"unfinished\"");
        Elements(SelfContained(At("r.html")), "h1").Single().Value.ShouldStartWith("Out of memory");
        Ran.Rekey("merge", At("r.json")).Code.ShouldBe(ExitCode.Unfinished);
    }

    [Fact]
    public void A_full_disk_spoils_no_other_report_and_not_the_summary()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        var ran = Ran.Rekey("check", "--protocol", "P", "--members", "2", "--schedules", "20", "--json", "/dev/full", "--html", At("r.html"));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain("error: --json '/dev/full': could not be written: No space left on device");
        ran.Error.ShouldContain("the summary is complete");
        ran.Output.ShouldMatch(@"P: all \d+ properties as expected");
        SelfContained(At("r.html"));
        File.Exists("/dev/full").ShouldBeTrue();

        var violated = Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "50", "--trace", At("t.json"), "--json", "/dev/full");
        violated.Code.ShouldBe(ExitCode.Violated, "the violation is the news");
    }

    [Fact]
    public void A_report_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it()
    {
        var path = Put("r.json", "old");
        Ran.Rekey("check", "--protocol", "P", "--members", "2", "--schedules", "20", "--json", path).Code.ShouldBe(ExitCode.AsExpected);
        File.ReadAllText(path).ShouldStartWith("{");
        Directory.GetFiles(Folder).ShouldBe([path]);
    }

    [Fact]
    public void A_link_is_written_through()
    {
        var target = Put("target.json", "old");
        File.CreateSymbolicLink(At("link.json"), target);
        Ran.Rekey("check", "--protocol", "P", "--members", "2", "--schedules", "20", "--json", At("link.json")).Code.ShouldBe(ExitCode.AsExpected);
        File.ReadAllText(target).ShouldStartWith("{");
        new FileInfo(At("link.json")).LinkTarget.ShouldBe(target);
    }

    /// <summary>A page that is well-formed and needs nothing from anywhere.</summary>
    internal static XElement SelfContained(string path)
    {
        var text = File.ReadAllText(path);
        text.ShouldStartWith("<!DOCTYPE html>\n");
        var page = XElement.Parse(text["<!DOCTYPE html>\n".Length..]);
        Elements(page, "link").Concat(Elements(page, "img")).Concat(Elements(page, "iframe")).ShouldBeEmpty();
        page.Descendants().Attributes("src").ShouldBeEmpty();
        page.Descendants().Attributes("href").Select(static h => h.Value).ShouldAllBe(static h => h.StartsWith('#'));
        var ids = page.Descendants().Attributes("id").Select(static a => a.Value).ToHashSet();
        page.Descendants().Attributes("href").ShouldAllBe(h => ids.Contains(h.Value.Substring(1)));
        text.ShouldNotContain("@import");
        text.ShouldNotContain("http");
        return page;
    }

    private static IEnumerable<XElement> Elements(XElement page, string name) => page.Descendants().Where(e => e.Name.LocalName == name);
}
