using System.Text.RegularExpressions;
using System.Xml;
using Rekey.Reports;
using Rekey.Reports.Rendering;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey replay</c>: verdicts, and the three renderings of a trace.</summary>
public sealed partial class ReplayTests : CommandLineFixture
{
    [Fact]
    public void An_expected_failure_replays_with_0()
    {
        var ran = Ran.Rekey("replay", Put("t.json", TraceJson.Write(PfsAttack)));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Error.ShouldBeEmpty();
        ran.Output.ShouldContain(">> at the end of the run: PerfectForwardSecrecy is violated");
        ran.Output.ShouldContain("the verdict is as recorded; the property is expected to fail");
        foreach (var step in PfsAttack.Steps)
        {
            ran.Output.ShouldContain(step.Text);
        }
    }

    [Fact]
    public void A_verdict_that_does_not_come_again_is_a_failure()
    {
        var other = PfsAttack with { Verdict = new TraceVerdict(Rekey.Spec.Properties.Agreement, "made up", 3) };
        var ran = Ran.Rekey("replay", Put("t.json", TraceJson.Write(other)));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("DIFFERS from the recorded one");
        ran.Output.ShouldContain("made up");
    }

    [Fact]
    public void Where_another_property_is_violated_that_is_the_verdict()
    {
        var path = At("t.json");
        Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "100", "--workers", "1", "--trace", path).Code.ShouldBe(ExitCode.Violated);
        var recorded = TraceJson.Read(File.ReadAllText(path));
        var other = recorded with { Verdict = recorded.Verdict with { Property = Rekey.Spec.Properties.Agreement } };
        var ran = Ran.Rekey("replay", Put("o.json", TraceJson.Write(other)));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain(">> after step 4: Refinement is violated");
        ran.Output.ShouldContain("DIFFERS from the recorded one: >> after step 4: Agreement is violated");
    }

    [Fact]
    public void The_page_says_first_whether_the_verdict_was_expected()
    {
        TraceHtml.Of(PfsAttack, unexpected: false).ShouldContain("<h1>PerfectForwardSecrecy is violated, as expected of P</h1>");
        var html = TraceHtml.Of(PfsAttack, bug: "a <bug>");
        html.ShouldContain("<h1>PerfectForwardSecrecy is violated</h1>");
        html.ShouldContain("a &lt;bug&gt;");
        html.ShouldContain($"href=\"#s{PfsAttack.Steps.Count + 1}\"");
        html.ShouldContain("class=\"flag\"");
        var states = PfsAttack.Steps.SelectMany(s => s.Records).Where(r => r.From != r.To).Select(r => r.To).Distinct();
        states.ShouldAllBe(s => html.Contains($">{s}</text>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_without_violation_replays_with_0()
    {
        var clean = PfsAttack with { Verdict = new TraceVerdict(null, "", 0) };
        var ran = Ran.Rekey("replay", Put("t.json", TraceJson.Write(clean)));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("verdict: no property that is expected to hold is violated");
    }

    [Fact]
    public void Steps_that_read_otherwise_are_pointed_out()
    {
        var steps = PfsAttack.Steps.ToList();
        steps[0] = steps[0] with { Text = "something else" };
        var ran = Ran.Rekey("replay", Put("t.json", TraceJson.Write(PfsAttack with { Steps = steps })));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Error.ShouldContain("the steps read otherwise than recorded");
    }

    [Fact]
    public void The_Mermaid_diagram_has_an_arrow_for_every_message_and_nothing_that_Mermaid_cannot_take()
    {
        Ran.Rekey("replay", Put("t.json", TraceJson.Write(PfsAttack)), "--mermaid", At("t.mmd")).Code.ShouldBe(ExitCode.AsExpected);
        var lines = File.ReadAllLines(At("t.mmd"));
        lines[0].ShouldBe("sequenceDiagram");
        lines.Count(l => MermaidArrow().IsMatch(l)).ShouldBe(PfsAttack.Steps.Count(s => s.Message is not null));
        lines.Count(l => l.Contains("participant ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(PfsAttack.Lifelines.Count);
        lines.Skip(2).Select(l => MermaidEntity().Replace(l, "").Replace("<br/>", "", StringComparison.Ordinal)).ShouldAllBe(l => !l.Contains(';') && !l.Contains('#') && !l.Contains('<'));
        lines.Count(l => l.Trim().StartsWith("rect ", StringComparison.Ordinal)).ShouldBe(1);
        lines.Count(l => l.Trim() == "end").ShouldBe(1);
        lines.ShouldContain(l => l.Contains("VIOLATED PerfectForwardSecrecy", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_is_well_formed_and_loads_nothing()
    {
        var html = Page(PfsAttack);
        html.ShouldNotContain("http");
        html.ShouldNotContain("//");
        html.ShouldNotContain("@import");
        html.ShouldNotContain("url(\"");
        var document = new XmlDocument();
        document.LoadXml(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Trim());
        document.GetElementsByTagName("li").Cast<XmlElement>().Count(e => e.HasAttribute("data-step")).ShouldBe(PfsAttack.Steps.Count + 1);
        foreach (var step in PfsAttack.Steps)
        {
            document.InnerText.ShouldContain(step.Text);
        }

        var svgs = document.GetElementsByTagName("svg").Cast<XmlElement>().ToList();
        var taken = svgs.SelectMany(s => s.GetElementsByTagName("g").Cast<XmlElement>())
            .Count(g => g.GetAttribute("class").StartsWith("arrow", StringComparison.Ordinal) && g.HasAttribute("data-step"));
        taken.ShouldBe(PfsAttack.Steps.Count(s => s.Message is not null));
    }

    [Fact]
    public void What_a_trace_says_cannot_become_markup()
    {
        // A mutant's or a verdict's text is shown as text, whatever it holds.
        var hostile = PfsAttack with { Verdict = PfsAttack.Verdict with { Message = "</style><script>alert(1)</script>" } };
        var html = TraceHtml.Of(hostile);
        html.ShouldNotContain("<script>alert");
        html.ShouldContain("&lt;script&gt;alert(1)");
        var mermaid = TraceMermaid.Of(hostile with { Verdict = hostile.Verdict with { Message = "a;b\nend\n%% <b>" } });
        mermaid.ShouldContain("a#59;b end #37;#37; #lt;b#gt;");
    }

    [Fact]
    public void Of_a_long_trace_the_text_shows_both_ends()
    {
        var text = TraceText.Of(PfsAttack, atMost: 6);
        text.ShouldContain($"... {PfsAttack.Steps.Count - 6} steps are left out here");
        text.ShouldContain(PfsAttack.Steps[0].Text);
        text.ShouldContain(PfsAttack.Steps[^1].Text);
    }

    private string Page(TraceDocument trace)
    {
        Ran.Rekey("replay", Put("t.json", TraceJson.Write(trace)), "--html", At("t.html")).Code.ShouldBe(ExitCode.AsExpected);
        return File.ReadAllText(At("t.html"));
    }

    [GeneratedRegex(@"^ +p\d+(->>|-\))p\d+: ")]
    private static partial Regex MermaidArrow();

    [GeneratedRegex("#[0-9a-z]+;")]
    private static partial Regex MermaidEntity();
}
