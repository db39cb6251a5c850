using System.Globalization;
using System.Text;

namespace Rekey.Reports.Printing;

/// <summary>
/// Makes text of anybody's making fit to be shown: texts of traces, reports and vectors, names of files, messages of exceptions that quote them. What a
/// terminal would obey (escape codes, bells, marks of direction) is shown as an escape, and so is what a CI would take for a command.
/// </summary>
public static class PlainText
{
    /// <summary>Marks that are no control characters to .NET and yet end a line, hide text or turn it around.</summary>
    private const string Marks = "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff";

    /// <summary>Where a log of a CI looks for commands, wherever in a line.</summary>
    private static readonly string[] Commands = ["##[", "##vso["];

    /// <summary>One line: no line feed of the text begins another.</summary>
    public static string OneLine(string text)
    {
        var clean = IsClean(text) ? text : Escaped(text);
        foreach (var command in Commands)
        {
            clean = clean.Replace(command, @"#\u0023" + command[2..], StringComparison.OrdinalIgnoreCase);
        }

        var start = clean.AsSpan().TrimStart();
        return start.StartsWith("::", StringComparison.Ordinal) ? $"{clean[..^start.Length]}\\u003a{start[1..]}" : clean;
    }

    /// <summary>Several lines of our own, each made fit.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(OneLine));

    /// <summary>What XML 1.0 has no way to write is escaped too: control characters, half surrogates, U+FFFE and U+FFFF. Line feeds stay.</summary>
    public static string ForXml(string text) => string.Join('\n', text.Split('\n').Select(static l => IsClean(l) ? l : Escaped(l)));

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (Obeyed(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Escaped(string text)
    {
        var clean = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (Obeyed(c))
            {
                clean.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") });
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    private static bool Obeyed(char c) => char.IsControl(c) || char.IsSurrogate(c) || c >= '\ufffe' || Marks.Contains(c);
}
