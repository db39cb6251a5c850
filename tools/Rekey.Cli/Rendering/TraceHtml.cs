using System.Globalization;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Rendering;

/// <summary>A trace as one self-contained page: the sequence diagram, and beside it the steps in words, row by row.</summary>
internal static class TraceHtml
{
    /// <summary>The page.</summary>
    public static string Of(TraceDocument trace)
    {
        var story = new TraceStory(trace);
        var layout = new DiagramLayout(story);
        var drawing = new SequenceDrawing(story, layout);
        var page = new Markup().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line();
        page.Raw("<head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Leaf("title", $"{trace.Scenario.Protocol}: {trace.Verdict.Property ?? "a run"}").Line();
        page.Open("style").Raw(PageStyle.Css).Close("style").Close("head").Line().Open("body").Line();
        Banner(page, trace);
        PageLegend.Write(page, story);
        page.Open("main", ("style", string.Create(CultureInfo.InvariantCulture, $"--width:{layout.Width:0}px"))).Line();
        page.Open("section", ("class", "diagram"), ("aria-label", "Diagram"));
        page.Open("div", ("class", "heads")).Raw(drawing.Heads()).Close("div").Line();
        page.Open("div", ("class", "scroll")).Raw(drawing.Body()).Close("div").Close("section").Line();
        Steps(page, story, layout);
        page.Close("main").Line();
        page.Open("script").Raw(PageScript.JavaScript).Close("script").Close("body").Close("html").Line();
        return page.ToString();
    }

    private static void Banner(Markup page, TraceDocument trace)
    {
        var (verdict, scenario) = (trace.Verdict, trace.Scenario);
        page.Open("header", ("class", verdict.Property is null ? "banner good" : "banner bad"));
        page.Leaf("h1", verdict.Property is null ? "No property is violated" : $"{verdict.Property} is violated");
        if (verdict.Property is not null)
        {
            var where = verdict.Step > trace.Steps.Count ? "At the end of the run" : string.Create(CultureInfo.InvariantCulture, $"After step {verdict.Step}");
            page.Open("p").Text($"{where}: {verdict.Message}. ");
            page.Leaf("a", "Show the step", ("href", $"#s{Math.Min(verdict.Step, trace.Steps.Count + 1)}")).Close("p");
        }

        page.Open("p", ("class", "origin")).Text(TraceText.Heading(scenario)).Close("p").Close("header").Line();
    }

    private static void Steps(Markup page, TraceStory story, DiagramLayout layout)
    {
        page.Open("section", ("class", "list"), ("aria-label", "Steps"));
        page.Open("div", ("class", "list-head")).Leaf("span", "step").Leaf("span", "what happened, and what the machines did about it").Close("div");
        page.Open("ol").Line();
        for (var row = 1; row <= story.LastRow; row++)
        {
            var lines = StepLines.Of(story, row);
            var bad = story.Trace.Verdict.Property is not null && story.Trace.Verdict.Step == row;
            page.Open(
                "li", ("id", $"s{row}"), ("class", bad ? "bad" : null), ("data-step", row), ("tabindex", 0),
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
