using System.Globalization;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Rendering;

/// <summary>A trace as one self-contained page: the sequence diagram, and beside it the steps in words, row by row.</summary>
public static class TraceHtml
{
    /// <summary>The page.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="bug">The seeded bug of a mutant; null for a protocol as specified.</param>
    /// <param name="unexpected">Whether the violated property is one that the protocol should have.</param>
    public static string Of(TraceDocument trace, string? bug = null, bool unexpected = true)
    {
        var story = new TraceStory(trace);
        var page = new Markup().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line();
        page.Raw("<head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Leaf("title", $"{trace.Scenario.Protocol}: {trace.Verdict.Property ?? "a run"}").Line();
        page.Open("style").Raw(PageStyle.Css).Close("style").Close("head").Line().Open("body").Line();
        Banner(page, trace, bug, unexpected);
        PageLegend.Write(page, story);
        View(page, story, "main");
        page.Open("script").Raw(PageScript.JavaScript).Close("script").Close("body").Close("html").Line();
        return page.ToString();
    }

    /// <summary>The diagram and the steps, as an element of a page that has this page's style and script.</summary>
    /// <param name="page">The page.</param>
    /// <param name="story">The trace.</param>
    /// <param name="element">The element.</param>
    /// <param name="prefix">What its ids begin with, where a page has several.</param>
    public static void View(Markup page, TraceStory story, string element, string prefix = "")
    {
        var layout = new DiagramLayout(story);
        var drawing = new SequenceDrawing(story, layout);
        page.Open(element, ("class", "trace"), ("style", string.Create(CultureInfo.InvariantCulture, $"--width:{layout.Width:0}px"))).Line();
        page.Open("section", ("id", $"{prefix}diagram"), ("class", "diagram"), ("aria-label", "Diagram"));
        page.Open("div", ("class", "heads")).Raw(drawing.Heads()).Close("div").Line();
        page.Open("div", ("class", "scroll")).Raw(drawing.Body()).Close("div").Close("section").Line();
        Steps(page, story, layout, prefix);
        page.Close(element).Line();
    }

    private static void Banner(Markup page, TraceDocument trace, string? bug, bool unexpected)
    {
        var (verdict, scenario) = (trace.Verdict, trace.Scenario);
        var (style, title) = verdict.Property is null ? ("good", "No property is violated")
            : unexpected ? ("bad", $"{verdict.Property} is violated")
            : ("known", $"{verdict.Property} is violated, as expected of {scenario.Protocol}");
        page.Open("header", ("class", $"banner {style}")).Leaf("h1", title);
        if (verdict.Property is not null)
        {
            var where = verdict.Step > trace.Steps.Count ? "At the end of the run" : string.Create(CultureInfo.InvariantCulture, $"After step {verdict.Step}");
            page.Open("p").Text($"{where}: {verdict.Message}. ");
            page.Leaf("a", "Show the step", ("href", $"#s{Math.Min(verdict.Step, trace.Steps.Count + 1)}")).Close("p");
        }

        if (bug is not null)
        {
            page.Open("p").Leaf("b", "Seeded bug: ").Text(bug).Close("p");
        }

        page.Leaf("p", TraceText.Heading(scenario), ("class", "origin"));
        page.Open("p", ("class", "jump")).Leaf("a", "Diagram", ("href", "#diagram")).Text(" · ").Leaf("a", "Steps in words", ("href", "#steps"));
        page.Close("p").Close("header").Line();
    }

    private static void Steps(Markup page, TraceStory story, DiagramLayout layout, string prefix)
    {
        page.Open("section", ("id", $"{prefix}steps"), ("class", "list"), ("aria-label", "Steps"));
        page.Open("div", ("class", "list-head")).Leaf("span", "step").Leaf("span", "what happened, and what the machines did about it").Close("div");
        page.Open("ol").Line();
        for (var row = 1; row <= story.LastRow; row++)
        {
            var lines = StepLines.Of(story, row);
            var bad = story.Trace.Verdict.Property is not null && story.Trace.Verdict.Step == row;
            page.Open(
                "li", ("id", $"{prefix}s{row}"), ("class", bad ? "bad" : null), ("data-step", row), ("tabindex", 0),
                ("style", string.Create(CultureInfo.InvariantCulture, $"--h:{layout.RowHeight(row):0.#}px")));
            page.Leaf("b", row > story.Trace.Steps.Count ? "end" : row.ToString(CultureInfo.InvariantCulture)).Open("div");
            foreach (var line in lines)
            {
                page.Open("p", ("class", line.Kind), ("title", line.Text));
                if (line.Rule is not null)
                {
                    page.Leaf("code", line.Rule).Text(" ");
                }

                page.Text(line.Text).Close("p");
            }

            page.Close("div").Close("li").Line();
        }

        page.Close("ol").Close("section").Line();
    }
}
