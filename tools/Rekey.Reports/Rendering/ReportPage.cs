using System.Globalization;

namespace Rekey.Reports.Rendering;

/// <summary>What all pages of reports are made of: head, verdict, bars, lists.</summary>
public static class ReportPage
{
    /// <summary>Begins a page with its verdict.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="style">good, bad or known.</param>
    /// <param name="verdict">The verdict, in a line.</param>
    /// <param name="lines">What is said of it; the last is where the report comes from.</param>
    public static Markup Begin(string title, string style, string verdict, params IReadOnlyList<string> lines)
    {
        var page = new Markup().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line();
        page.Raw("<head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Leaf("title", title).Line().Open("style").Raw(ReportStyle.Css).Close("style").Close("head").Line();
        page.Open("body", ("class", "report")).Line().Open("header", ("class", $"banner {style}")).Leaf("h1", verdict);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            page.Leaf("p", lines[i], ("class", i > 0 && i == lines.Count - 1 ? "origin" : null));
        }

        return page.Close("header").Line();
    }

    /// <summary>Ends a page; with the script where it shows traces.</summary>
    public static string End(Markup page, bool traces = false)
    {
        if (traces)
        {
            page.Open("script").Raw(PageScript.JavaScript).Close("script");
        }

        return page.Close("body").Close("html").Line().ToString();
    }

    /// <summary>A bar: how many of how many; and how many of the rest have a reason.</summary>
    public static void Bar(Markup page, string name, int count, int of, int explained = 0)
    {
        string Width(int part) => string.Create(CultureInfo.InvariantCulture, $"width:{(of == 0 ? 0 : 100.0 * part / of):0.##}%");
        page.Open("div", ("class", count + explained < of ? "bar part" : "bar")).Open("div").Leaf("span", name);
        page.Leaf("b", explained > 0 ? Text($"{count} of {of}, {explained} explained") : Text($"{count} of {of}")).Close("div");
        page.Open("i").Open("i", ("style", Width(count))).Close("i");
        if (explained > 0)
        {
            page.Open("i", ("class", "why"), ("style", Width(explained))).Close("i");
        }

        page.Close("i").Close("div").Line();
    }

    /// <summary>A list that is closed until somebody wants to see it.</summary>
    public static void Folded(Markup page, string title, IReadOnlyList<(string Name, string Text)> items, bool open = false)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Open("details", ("open", open ? "open" : null)).Leaf("summary", title).Open("ul", ("class", "plain"));
        foreach (var (name, text) in items)
        {
            page.Open("li").Leaf("b", name);
            if (text.Length > 0)
            {
                page.Text(": ").Text(text);
            }

            page.Close("li");
        }

        page.Close("ul").Close("details").Line();
    }

    /// <summary>A table; columns whose title ends in a blank hold numbers.</summary>
    public static void Table(Markup page, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        page.Open("div", ("class", "wide")).Open("table", ("class", "list")).Open("thead").Open("tr");
        foreach (var title in titles)
        {
            page.Leaf("th", title.Trim(), ("class", title.EndsWith(' ') ? "number" : null));
        }

        page.Close("tr").Close("thead").Open("tbody").Line();
        foreach (var row in rows)
        {
            page.Open("tr");
            for (var i = 0; i < row.Count; i++)
            {
                page.Leaf("td", row[i], ("class", i == 0 ? "name" : titles[i].EndsWith(' ') ? "number" : null));
            }

            page.Close("tr").Line();
        }

        page.Close("tbody").Close("table").Close("div").Line();
    }

    /// <summary>Signs and what they mean.</summary>
    public static void Keys(Markup page, params IReadOnlyList<(string Style, string Sign, string Meaning)> keys)
    {
        page.Open("div", ("class", "keys"));
        foreach (var (style, sign, meaning) in keys)
        {
            page.Open("span").Leaf("i", sign, ("class", $"key {style}")).Text(meaning).Close("span");
        }

        page.Close("div").Line();
    }

    /// <summary>A number or text in the invariant culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
