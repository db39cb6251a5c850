using Rekey.Worlds;

namespace Rekey.Reports.Rendering;

/// <summary>Draws a story as SVG. Colours are style classes, so that the page can be dark, light, or printed.</summary>
public sealed class SequenceDrawing(TraceStory story, DiagramLayout layout)
{
    private const int Hues = 7;
    private const double BandWidth = 13;
    private const int WiderThanAnyScreen = 6000;

    private readonly Markup svg = new();
    private readonly List<string> views = [.. story.Views.OrderBy(v => v.From).Select(v => v.Label).Distinct(StringComparer.Ordinal)];
    private readonly List<string> epochs = [.. story.Keys.OrderBy(k => k.Step).Select(k => k.Label).Distinct(StringComparer.Ordinal)];

    /// <summary>The names above the lifelines.</summary>
    public string Heads()
    {
        var heads = new Markup();
        heads.Open("svg", [.. Size(DiagramLayout.HeadHeight), ("role", "presentation")]);
        foreach (var line in story.Lifelines)
        {
            var width = Math.Max(40, 20 + (8.4 * line.Name.Length));
            heads.Empty("rect", ("class", Style("head", line)), ("x", layout.X(line.Name) - (width / 2)), ("y", 7.0), ("width", width), ("height", 26.0), ("rx", 13.0));
            heads.Leaf("text", line.Name, ("class", Style("head-name", line)), ("x", layout.X(line.Name)), ("y", 24.5));
        }

        return heads.Close("svg").ToString();
    }

    /// <summary>The diagram below the names.</summary>
    public string Body()
    {
        svg.Open(
            "svg", [.. Size(layout.Height), ("role", "img"), ("aria-label", "Sequence diagram of the run; the list of steps tells the same in words.")]);
        svg.Raw("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"2.4\" height=\"6\" class=\"hatch\"/></pattern></defs>").Line();
        Rows();
        Lines();
        Periods();
        Network();
        foreach (var arrow in story.Arrows.OrderBy(a => a.Hostile))
        {
            Message(arrow);
        }

        Pills();
        Marks();
        return svg.Close("svg").ToString();
    }

    /// <summary>Where there is room, a drawing keeps its size and stands on the left; on paper it shrinks to fit.</summary>
    private (string Name, object? Value)[] Size(double height) =>
    [
        ("width", layout.Width), ("height", height), ("viewBox", FormattableString.Invariant($"0 0 {layout.Width:0.#} {height:0.#}")), ("preserveAspectRatio", "xMinYMin"),
    ];

    private static string Style(string style, Lifeline line) => line.Name == TraceStory.Adversary ? $"{style} foe" : style;

    private void Rows()
    {
        for (var row = 1; row <= story.LastRow; row++)
        {
            var bad = story.Trace.Verdict.Property is not null && story.Trace.Verdict.Step == row;
            svg.Empty("rect", ("class", bad ? "row bad" : "row"), ("data-step", row), ("x", 0), ("y", layout.Top(row)), ("width", WiderThanAnyScreen), ("height", layout.RowHeight(row)));
            svg.Leaf("text", row > story.Trace.Steps.Count ? "end" : $"{row}", ("class", bad ? "number bad" : "number"), ("x", 34), ("y", layout.Y(row) + 4)).Line();
            if (bad)
            {
                svg.Empty("path", ("class", "flag"), ("d", FormattableString.Invariant($"M4 {layout.Y(row) - 6:0.#}l10 6l-10 6Z")));
            }
        }
    }

    private void Lines()
    {
        foreach (var line in story.Lifelines)
        {
            var (x, top) = (layout.X(line.Name), line.Born == 0 ? 0 : layout.Y(line.Born));
            svg.Empty("line", ("class", Style("life", line)), ("x1", x), ("x2", x), ("y1", top), ("y2", line.Ends is { } end ? layout.Y(end) : layout.Height));
            if (line.Born > 0)
            {
                svg.Empty("circle", ("class", "born"), ("cx", x), ("cy", top), ("r", 4.5));
                Label(x + 10, top + 4, "appears", "note");
            }
        }

        svg.Line();
    }

    private void Periods()
    {
        foreach (var view in story.Views)
        {
            var (x, top, hue) = (layout.X(view.Process), layout.Y(view.From), $"v{views.IndexOf(view.Label) % Hues}");
            svg.Open("rect", ("class", $"band {hue}"), ("x", x - (BandWidth / 2)), ("y", top), ("width", BandWidth), ("height", layout.Y(view.To) - top), ("rx", 3));
            svg.Leaf("title", $"{view.Process} is in view {view.Label}").Close("rect");
        }

        foreach (var block in story.Blocks)
        {
            var (x, top) = (layout.X(block.Process), layout.Y(block.From));
            svg.Open("rect", ("fill", "url(#hatch)"), ("class", "blocked"), ("x", x - (BandWidth / 2)), ("y", top), ("width", BandWidth), ("height", layout.Y(block.To) - top));
            svg.Leaf("title", $"{block.Process} is blocked").Close("rect");
        }

        svg.Line();
    }

    /// <summary>What happens to the network: splits and merges as rules across, agreement on a view as dots on its members.</summary>
    private void Network()
    {
        foreach (var step in story.Trace.Steps)
        {
            var (move, y) = (TraceStory.MoveOf(step), layout.Y(step.Number));
            if (TraceStory.SignOf(step) is Sign.Split or Sign.Heal)
            {
                var style = TraceStory.SignOf(step) == Sign.Split ? "network split" : "network";
                svg.Empty("line", ("class", style), ("x1", 44), ("x2", layout.Width - 6), ("y1", y), ("y2", y));
                Label(52, y - 5, step.Text, $"{style}-text");
            }
            else if (move == Move.Agree && step.View is { } view)
            {
                var members = story.Lifelines.Where(l => view.Split('{', '}')[1].Split(',').Contains(l.Name)).Select(l => layout.X(l.Name)).ToList();
                var hue = views.IndexOf(view) is var at and >= 0 ? $"v{at % Hues}" : "vn";
                svg.Empty("line", ("class", $"agree {hue}"), ("x1", members.Min()), ("x2", members.Max()), ("y1", y), ("y2", y));
                members.ForEach(x => svg.Empty("circle", ("class", $"agreed {hue}"), ("cx", x), ("cy", y), ("r", 3.6)));
                Label(members.Min() + 10, y - 5, $"{view.Split('{')[0]} agreed", "note");
            }
        }

        svg.Line();
    }

    private void Message(Arrow arrow)
    {
        if (!story.Lifelines.Any(l => l.Name == arrow.From) || !story.Lifelines.Any(l => l.Name == arrow.To))
        {
            return;
        }

        var (x1, y1, x2) = (layout.X(arrow.From), layout.Y(arrow.Sent), layout.X(arrow.To));
        var side = Math.Sign(x2 - x1);
        var lost = arrow.Taken is null;
        var y2 = lost ? y1 + 9 : layout.Y(arrow.Taken!.Value);
        (x1, x2) = (x1 + (side * 7), lost ? x1 + (side * 34) : x2 - (side * 7));
        var style = arrow.Hostile ? "arrow foe" : lost ? "arrow lost" : "arrow";
        svg.Open("g", ("class", style), ("data-step", arrow.Taken), ("data-sent", arrow.Sent));
        svg.Leaf("title", $"{arrow.From} to {arrow.To}: {arrow.Text}{(lost ? " (never handed over)" : "")}");
        svg.Empty("line", ("class", "grip"), ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));
        svg.Empty("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));
        Head(x1, y1, x2, y2, lost);
        if (!lost)
        {
            Name(arrow.Type, x2, y2, side, (y2 - y1) / Math.Abs(x2 - x1));
        }

        svg.Close("g").Line();
    }

    /// <summary>
    /// The message's type, near the tip, where the reader looks for what a step was given. It lies on the line where that is readable; else it
    /// stands beside the tip. Below the line it would meet the answer, which begins there.
    /// </summary>
    private void Name(string type, double x, double y, int side, double slope)
    {
        var style = side > 0 ? "label left" : "label";
        if (slope > 1.1)
        {
            Label(x - (side * 12), y - 3, type, style);
            return;
        }

        var angle = side * Math.Atan(slope) * 180 / Math.PI;
        svg.Leaf("text", type, ("class", style), ("transform", FormattableString.Invariant($"translate({x:0.#} {y:0.#}) rotate({angle:0.#})")), ("x", -side * 14), ("y", -5));
    }

    private void Head(double x1, double y1, double x2, double y2, bool lost)
    {
        if (lost)
        {
            svg.Empty("circle", ("cx", x2), ("cy", y2), ("r", 2.4));
            return;
        }

        var angle = Math.Atan2(y2 - y1, x2 - x1);
        (double X, double Y) At(double turn) => (x2 - (9 * Math.Cos(angle + turn)), y2 - (9 * Math.Sin(angle + turn)));
        var (left, right) = (At(0.38), At(-0.38));
        svg.Empty("path", ("class", "tip"), ("d", FormattableString.Invariant($"M{x2:0.#} {y2:0.#}L{left.X:0.#} {left.Y:0.#}L{right.X:0.#} {right.Y:0.#}Z")));
    }

    /// <summary>Names of views where they are installed; drawn over the arrows that begin there.</summary>
    private void Pills()
    {
        foreach (var view in story.Views)
        {
            var (x, y, name) = (layout.X(view.Process), layout.Y(view.From), view.Label.Split('{')[0]);
            var width = 14 + (6.6 * name.Length);
            svg.Open("g", ("class", "on-step"), ("data-step", view.From));
            svg.Empty("rect", ("class", $"pill v{views.IndexOf(view.Label) % Hues}"), ("x", x - (width / 2)), ("y", y - 9), ("width", width), ("height", 18.0), ("rx", 9.0));
            svg.Leaf("text", name, ("class", "pill-name"), ("x", x), ("y", y + 3.8)).Close("g");
        }

        svg.Line();
    }

    private void Marks()
    {
        foreach (var state in story.States)
        {
            // Below, where the list says the same; on the side from which fewer arrows start.
            var x = layout.X(state.Process);
            var sides = story.Arrows.Where(a => a.Sent == state.Step && a.From == state.Process).Sum(a => Math.Sign(layout.X(a.To) - x));
            var left = sides > 0 || story.Keys.Any(k => k.Process == state.Process && k.Step == state.Step && Installs(k));
            Label(left ? x - 11 : x + 11, layout.Y(state.Step) + 17, state.Label, left ? "note state left" : "note state");
        }

        foreach (var key in story.Keys)
        {
            // A member that is alone has a key as soon as it has a view.
            var (x, y) = (layout.X(key.Process), layout.Y(key.Step) + (Installs(key) ? 18 : 0));
            var hue = $"k{epochs.IndexOf(key.Label) % Hues}";
            svg.Open("g", ("class", "on-step"), ("data-step", key.Step));
            svg.Empty("path", ("class", $"key {hue}"), ("d", FormattableString.Invariant($"M{x:0.#} {y - 8:0.#}l8 8l-8 8l-8 -8Z")));
            var fromRight = story.Arrows.Any(a => a.Taken == key.Step && a.To == key.Process && layout.X(a.From) > x);
            Label(fromRight ? x - 13 : x + 13, y + 4, key.Label, fromRight ? "note strong left" : "note strong");
            svg.Close("g");
        }

        foreach (var request in story.Requests)
        {
            var (x, y) = (layout.X(request.Process), layout.Y(request.Step));
            svg.Empty("path", ("class", "request"), ("d", FormattableString.Invariant($"M{x - 16:0.#} {y - 4.5:0.#}l8 4.5l-8 4.5Z")));
            Label(x - 20, y + 4, request.Label, "note left");
        }

        foreach (var line in story.Lifelines.Where(l => l.Ends is not null))
        {
            var (x, y, crash) = (layout.X(line.Name), layout.Y(line.Ends!.Value), line.End == Sign.Cross);
            var shape = crash ? FormattableString.Invariant($"M{x - 7:0.#} {y - 7:0.#}l14 14m0 -14l-14 14") : FormattableString.Invariant($"M{x - 6:0.#} {y - 6:0.#}h12v12h-12Z");
            svg.Empty("path", ("class", crash ? "crash" : "leave"), ("d", shape));
            Label(x + 13, y + 4, crash ? "crashes" : "leaves", crash ? "note strong fault" : "note");
        }
    }

    private bool Installs(Mark key) => story.Views.Any(v => v.Process == key.Process && v.From == key.Step);

    private void Label(double x, double y, string text, string style) => svg.Leaf("text", text, ("class", style), ("x", x), ("y", y));
}
