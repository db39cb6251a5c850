using Rekey.Worlds;

namespace Rekey.Reports.Rendering;

/// <summary>What the signs of the diagram mean; only those that this diagram uses.</summary>
public static class PageLegend
{
    /// <summary>Writes the legend.</summary>
    public static void Write(Markup page, TraceStory story)
    {
        page.Open("ul", ("class", "legend"), ("aria-label", "Legend")).Line();
        Entry(page, "where the violation shows", "<rect class=\"row bad\" x=\"0.5\" y=\"0.5\" width=\"27\" height=\"15\"/><path class=\"flag\" d=\"M4 2l10 6l-10 6Z\"/>", "", story.Trace.Verdict.Property is not null);
        Entry(page, "message, from sending to handing over", "<line class=\"sample\" x1=\"1\" y1=\"4\" x2=\"22\" y2=\"11\"/><path class=\"tip\" d=\"M27 13L18 13.4L20.5 7.3Z\"/>", "arrow", story.Arrows.Any(a => !a.Hostile));
        Entry(page, "message of the adversary", "<line x1=\"0\" y1=\"8\" x2=\"20\" y2=\"8\"/><path class=\"tip\" d=\"M27 8L18 4.6L18 11.4Z\"/>", "arrow foe", story.Arrows.Any(a => a.Hostile));
        Entry(page, "never handed over", "<line class=\"sample\" x1=\"1\" y1=\"5\" x2=\"20\" y2=\"10\"/><circle cx=\"23\" cy=\"11\" r=\"2.4\"/>", "arrow lost", story.Arrows.Any(a => a.Taken is null));
        Entry(page, "view installed, and as long as it lasts", "<rect class=\"band v0\" x=\"8\" y=\"0\" width=\"12\" height=\"16\"/><rect class=\"pill v0\" x=\"1\" y=\"1\" width=\"26\" height=\"9\" rx=\"4.5\"/>", "", story.Views.Count > 0);
        Entry(page, "blocked for a view change", "<rect class=\"band v0\" x=\"8\" y=\"0\" width=\"12\" height=\"16\"/><rect class=\"blocked\" fill=\"url(#hatch)\" x=\"8\" y=\"0\" width=\"12\" height=\"16\"/>", "", story.Blocks.Count > 0);
        Entry(page, "key of the epoch taken into use", "<path class=\"key k0\" d=\"M14 0l8 8l-8 8l-8 -8Z\"/>", "", story.Keys.Count > 0);
        Entry(page, "new state of a machine", "<text class=\"note state\" x=\"0\" y=\"12\">State</text>", "", story.States.Count > 0);
        Entry(page, "request of the application", "<path class=\"request\" d=\"M9 3.5l8 4.5l-8 4.5Z\"/>", "", story.Requests.Count > 0);
        Entry(page, "crash", "<path class=\"crash\" d=\"M8 2l12 12m0 -12l-12 12\"/>", "", story.Lifelines.Any(l => l.End == Sign.Cross));
        Entry(page, "leave", "<path class=\"leave\" d=\"M8 2h12v12h-12Z\"/>", "", story.Lifelines.Any(l => l.End == Sign.Square));
        Entry(page, "the network splits", "<line class=\"network split\" x1=\"0\" y1=\"8\" x2=\"28\" y2=\"8\"/>", "", Happens(story, Sign.Split));
        Entry(page, "the network heals", "<line class=\"network\" x1=\"0\" y1=\"8\" x2=\"28\" y2=\"8\"/>", "", Happens(story, Sign.Heal));
        Entry(page, "a member appears: joins or recovers", "<circle class=\"born\" cx=\"14\" cy=\"8\" r=\"4.5\"/>", "", story.Lifelines.Any(l => l.Born > 0));
        page.Close("ul").Line();
    }

    private static bool Happens(TraceStory story, Sign sign) => story.Trace.Steps.Any(s => TraceStory.SignOf(s) == sign);

    private static void Entry(Markup page, string meaning, string sign, string style, bool used)
    {
        if (used)
        {
            page.Open("li").Raw($"<svg width=\"28\" height=\"16\" aria-hidden=\"true\"><g class=\"{style}\">{sign}</g></svg>").Text(meaning).Close("li").Line();
        }
    }
}
