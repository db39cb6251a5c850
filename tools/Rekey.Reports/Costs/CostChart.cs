using System.Globalization;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Costs;

/// <summary>One curve: the same for every protocol that it is labelled with.</summary>
/// <param name="Label">The protocols.</param>
/// <param name="Style">Number of its style: colour, marker and dashes go together, so that no reader depends on colour.</param>
/// <param name="Points">Cost by group size.</param>
public sealed record CostCurve(string Label, int Style, IReadOnlyList<(int N, long Cost)> Points);

/// <summary>A line chart of cost against group size, both axes logarithmic, with a line of its own for 0, which no logarithm has.</summary>
public sealed class CostChart
{
    private const double Width = 380;
    private const double Height = 258;
    private const double Left = 46;
    private const double Right = 84;
    private const double Top = 12;
    private const double Zero = Height - 28;
    private const double Floor = Zero - 20;
    private const double LabelGap = 13;

    private readonly IReadOnlyList<CostCurve> curves;
    private readonly (double Least, double Most) x;
    private readonly (double Least, double Most) y;

    private CostChart(IReadOnlyList<CostCurve> curves)
    {
        this.curves = curves;
        var sizes = curves.SelectMany(static c => c.Points).Select(static p => Math.Log(p.N)).ToList();
        var costs = curves.SelectMany(static c => c.Points).Where(static p => p.Cost > 0).Select(static p => Math.Log(p.Cost)).DefaultIfEmpty(0).ToList();
        (x, y) = ((sizes.Min(), sizes.Max()), (Math.Min(costs.Min(), Math.Max(0, costs.Max() - Math.Log(8))), Math.Max(costs.Max(), costs.Min() + Math.Log(8))));
    }

    /// <summary>Draws a chart.</summary>
    public static void Draw(Markup page, string title, IReadOnlyList<CostCurve> curves) => new CostChart(curves).Draw(page, title);

    private void Draw(Markup page, string title)
    {
        page.Open("svg", ("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), ("role", "img"), ("aria-label", $"{title} against n: {Words()}"));
        Axes(page);
        foreach (var curve in curves)
        {
            var points = string.Join(' ', curve.Points.Select(p => $"{Text(X(p.N))},{Text(Y(p.Cost))}"));
            page.Empty("polyline", ("points", points), ("class", $"curve s{curve.Style}"));
        }

        // Markers lie over all lines.
        foreach (var curve in curves)
        {
            foreach (var (n, cost) in curve.Points)
            {
                page.Open("path", ("d", Marker(curve.Style, X(n), Y(cost))), ("class", $"mark m{curve.Style}"));
                page.Leaf("title", $"{curve.Label}, n = {Text(n)}: {Text(cost)}").Close("path");
            }
        }

        Labels(page);
        page.Close("svg");
    }

    private void Axes(Markup page)
    {
        foreach (var tick in Ticks())
        {
            var at = Y(tick);
            page.Empty("line", ("x1", Left), ("x2", Width - Right), ("y1", at), ("y2", at), ("class", "grid"));
            page.Leaf("text", Short(tick), ("x", Left - 6), ("y", at + 4), ("class", "tick end"));
        }

        foreach (var n in curves[0].Points.Select(static p => p.N))
        {
            page.Leaf("text", Text(n), ("x", X(n)), ("y", Zero + 18), ("class", "tick middle"));
        }

        page.Empty("line", ("x1", Left), ("x2", Width - Right), ("y1", Zero), ("y2", Zero), ("class", "axis"));
        page.Leaf("text", "n", ("x", Width - Right + 12), ("y", Zero + 18), ("class", "tick"));
    }

    /// <summary>Labels stand at the ends of the curves, pushed apart where ends are close.</summary>
    private void Labels(Markup page)
    {
        var labels = curves.Select(c => (Curve: c, End: Y(c.Points[^1].Cost))).OrderBy(static l => l.End).ToList();
        var places = labels.Select(static l => l.End).ToArray();
        for (var i = 1; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], places[i - 1] + LabelGap);
        }

        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], i == places.Length - 1 ? Zero : places[i + 1] - LabelGap);
        }

        for (var i = 0; i < places.Length; i++)
        {
            var from = X(labels[i].Curve.Points[^1].N) + 6;
            page.Empty("line", ("x1", from), ("x2", from + 9), ("y1", labels[i].End), ("y2", places[i]), ("class", "lead"));
            page.Empty("path", ("d", Marker(labels[i].Curve.Style, from + 15, places[i])), ("class", $"mark m{labels[i].Curve.Style}"));
            page.Leaf("text", labels[i].Curve.Label, ("x", from + 23), ("y", places[i] + 4), ("class", "label"));
        }
    }

    private IEnumerable<long> Ticks()
    {
        yield return 0;
        var (least, most) = (Math.Exp(y.Least) * 0.999, Math.Exp(y.Most) * 1.001);
        long[] steps = y.Most - y.Least < Math.Log(30) ? [1, 2, 5] : [1];
        for (var decade = 1L; decade <= most; decade *= 10)
        {
            foreach (var step in steps)
            {
                if (decade * step >= least && decade * step <= most)
                {
                    yield return decade * step;
                }
            }
        }
    }

    private double X(int n) => x.Most > x.Least ? Left + 12 + ((Math.Log(n) - x.Least) / (x.Most - x.Least) * (Width - Left - Right - 18)) : (Left + Width - Right) / 2;

    private double Y(long cost) => cost == 0 ? Zero : Floor - ((Math.Log(cost) - y.Least) / (y.Most - y.Least) * (Floor - Top));

    private string Words() => string.Join("; ", curves.Select(c => $"{c.Label} from {Text(c.Points[0].Cost)} to {Text(c.Points[^1].Cost)}"));

    private static string Marker(int style, double x, double y)
    {
        const double R = 4;
        return style switch
        {
            0 => $"M{Text(x - R)} {Text(y)}a{R} {R} 0 1 0 {2 * R} 0a{R} {R} 0 1 0 {-2 * R} 0z",
            1 => $"M{Text(x - R)} {Text(y - R)}h{2 * R}v{2 * R}h{-2 * R}z",
            2 => $"M{Text(x)} {Text(y - R - 1)}l{R + 1} {(2 * R) + 1}h{-2 * (R + 1)}z",
            3 => $"M{Text(x)} {Text(y - R - 1)}l{R + 1} {R + 1}l{-(R + 1)} {R + 1}l{-(R + 1)} {-(R + 1)}z",
            _ => $"M{Text(x)} {Text(y + R + 1)}l{R + 1} {-(2 * R) - 1}h{-2 * (R + 1)}z",
        };
    }

    private static string Short(long value) => value >= 1000 ? Text(value / 1000) + "k" : Text(value);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
