using System.Globalization;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Comparing;

/// <summary>
/// Draws how long catches take: for each mutant a lane per strategy, with a line from the lower to the upper quartile and a mark at the median, on a
/// logarithmic scale of schedules. What is censored lies in a margin right of the bound, with a hollow mark. Places are percentages, so that a drawing fits
/// any screen while its marks and letters keep their size.
/// </summary>
public sealed class ComparisonChart(Comparison comparison)
{
    private const double LaneHeight = 13;
    private const double Left = 2;
    private const double Bound = 84;
    private const double Beyond = 87.5;
    private const double Right = 99.5;

    /// <summary>The style of a strategy: colour and mark go together, so that no reader depends on colour.</summary>
    public static int Style(string strategy) => ComparisonPlan.Strategies.ToList().IndexOf(strategy);

    /// <summary>The scale: powers of ten, and where the bound is.</summary>
    public void Axis(Markup page)
    {
        page.Open("svg", ("class", "axis-row"), ("height", 22.0), ("aria-hidden", "true"));
        foreach (var tick in Ticks())
        {
            page.Leaf("text", Short(tick), ("x", Percent(X(tick))), ("y", 15.0), ("class", "middle"));
        }

        page.Leaf("text", "more", ("x", Percent((Bound + 101) / 2)), ("y", 15.0), ("class", "middle"));
        page.Close("svg");
    }

    /// <summary>A mutant's lanes.</summary>
    public void Draw(Markup page, ComparedMutant mutant)
    {
        var height = (LaneHeight * mutant.Strategies.Count) + 6;
        page.Open("svg", ("height", height), ("role", "img"), ("aria-label", $"{mutant.Mutant}: {string.Join("; ", mutant.Strategies.Select(Words))}"));
        foreach (var tick in Ticks())
        {
            page.Empty("line", ("x1", Percent(X(tick))), ("x2", Percent(X(tick))), ("y1", 0.0), ("y2", height), ("class", "tick"));
        }

        page.Empty("rect", ("x", Percent(Bound + 1)), ("y", 0.0), ("width", Percent(100 - Bound - 1)), ("height", height), ("class", "margin"));
        foreach (var (hunts, lane) in mutant.Strategies.Select(static (s, i) => (s, i)))
        {
            Lane(page, hunts, 3 + (LaneHeight * (lane + 0.5)));
        }

        page.Close("svg");
    }

    /// <summary>A strategy's mark, for a legend.</summary>
    public static void Mark(Markup page, string strategy)
    {
        page.Open("svg", ("width", 22.0), ("height", 14.0), ("viewBox", "-11 -7 22 14"), ("aria-hidden", "true"));
        page.Empty("line", ("x1", -10.0), ("x2", 10.0), ("y1", 0.0), ("y2", 0.0), ("class", $"whisker s{Style(strategy)}"));
        page.Empty("path", ("d", Marker(Style(strategy))), ("class", $"mark m{Style(strategy)}")).Close("svg");
    }

    private void Lane(Markup page, StrategyHunts hunts, double y)
    {
        var style = Style(hunts.Strategy);
        page.Open("g", ("class", $"s{style}")).Leaf("title", Words(hunts));
        page.Empty("line", ("x1", Percent(X(hunts.Schedules.Lower))), ("x2", Percent(X(hunts.Schedules.Upper))), ("y1", y), ("y2", y), ("class", "whisker"));
        page.Open("svg", ("x", Percent(X(hunts.Schedules.Median))), ("y", y), ("overflow", "visible"));
        page.Empty("path", ("d", Marker(style)), ("class", $"mark m{style}{(hunts.Schedules.Median is null ? " hollow" : "")}")).Close("svg");
        if (hunts.Censored > 0)
        {
            page.Leaf("text", $"{hunts.Censored}/{comparison.Seeds}", ("x", Percent(Right)), ("y", y + 4), ("class", "count"));
        }

        page.Close("g");
    }

    private string Words(StrategyHunts hunts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{hunts.Strategy} {ComparisonTable.Schedules(hunts.Schedules.Median, comparison)} ({ComparisonTable.Schedules(hunts.Schedules.Lower, comparison)} to {ComparisonTable.Schedules(hunts.Schedules.Upper, comparison)}), {hunts.Censored} of {comparison.Seeds} censored");

    private IEnumerable<long> Ticks()
    {
        for (var tick = 1L; tick < comparison.Bound; tick *= 10)
        {
            yield return tick;
        }

        yield return comparison.Bound;
    }

    private double X(long? schedules) => schedules is { } known
        ? Left + ((Bound - Left) * Math.Log(known) / Math.Log(Math.Max(2, comparison.Bound)))
        : Beyond;

    private static string Marker(int style) => style switch
    {
        0 => "M-3.6 -3.6h7.2v7.2h-7.2z",
        1 => "M0 -4.8l4.8 8.4h-9.6z",
        2 => "M0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z",
        3 => "M0 4.8l4.8 -8.4h-9.6z",
        _ => "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z",
    };

    private static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Short(long count) => count >= 1_000_000 && count % 1_000_000 == 0 ? $"{count / 1_000_000}M" : count >= 1000 && count % 1000 == 0 ? $"{count / 1000}k" : $"{count}";
}
