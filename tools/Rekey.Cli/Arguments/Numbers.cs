using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Rekey.Worlds;

namespace Rekey.Cli.Arguments;

/// <summary>Reads numbers from the command line; every refusal names the option, what was given, and what was expected.</summary>
internal static partial class Numbers
{
    /// <summary>A whole number within bounds; the fallback where the option was not given.</summary>
    /// <exception cref="FormatException">No number, or out of bounds.</exception>
    public static T Whole<T>(string option, string? text, T fallback, T least, T most)
        where T : IBinaryInteger<T>
    {
        if (text is null)
        {
            return fallback;
        }

        return T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"{option} '{text}': expected a whole number from {least} to {most}");
    }

    /// <summary>A number of members or a range of them, <c>4</c> or <c>2..6</c>; null where the option was not given.</summary>
    /// <exception cref="FormatException">No number or range, reversed, or out of bounds.</exception>
    public static (int Least, int Most)? Members(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split("..");
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        if (numbers.Length > 2 || numbers.Any(n => n is < 1 or > Scenario.MaxMembers))
        {
            throw new FormatException($"--members '{text}': expected a number from 1 to {Scenario.MaxMembers}, or a range of them, as in 4 or 2..6");
        }

        return numbers[0] <= numbers[^1]
            ? (numbers[0], numbers[^1])
            : throw new FormatException($"--members '{text}': the range is reversed; expected {numbers[^1]}..{numbers[0]}");
    }

    /// <summary>A duration such as <c>500ms</c>, <c>30</c> or <c>30s</c>, <c>2m</c> or <c>1h</c>; null where the option was not given.</summary>
    /// <exception cref="FormatException">No duration, or none that is longer than nothing and at most a day.</exception>
    public static TimeSpan? Duration(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var match = DurationForm().Match(text);
        var scale = match.Groups[2].Value switch { "ms" => 0.001, "" or "s" => 1, "m" => 60, _ => 3600 };
        var seconds = match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * scale : 0;
        return seconds is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{option} '{text}': expected a duration up to 24h, as in 30 (seconds), 2m or 500ms");
    }

    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,3})?)(ms|s|m|h|)$")]
    private static partial Regex DurationForm();
}
