using System.Globalization;
using System.Numerics;
using Rekey.Worlds;

namespace Rekey.CoyoteHost.Commands;

/// <summary>Reads what the command line says; every refusal names the option, what was given, and what was expected.</summary>
internal static class Arguments
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

    /// <summary>A fault budget; the fallback where the option was not given.</summary>
    /// <exception cref="FormatException">Not in the grammar.</exception>
    public static FaultBudget Faults(string? text, string fallback)
    {
        try
        {
            return FaultBudget.Parse(text ?? fallback);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--faults '{text}': {e.Message}", e);
        }
    }

    /// <summary>Some strategies, separated by commas, or all of them; the fallback where the option was not given.</summary>
    /// <exception cref="FormatException">No such strategy.</exception>
    public static IReadOnlyList<string> Strategies(string? text, string fallback)
    {
        if ((text ?? fallback) == "all")
        {
            return CoyoteStrategy.Names;
        }

        var names = (text ?? fallback).Split(',');
        foreach (var name in names)
        {
            CoyoteStrategy.Configure(name, Microsoft.Coyote.Configuration.Create());
        }

        return names;
    }

    /// <summary>Checks that a file can be written before a long campaign begins.</summary>
    /// <exception cref="IOException">Its folder is not there.</exception>
    public static void RequireFolderOf(string option, string? path)
    {
        if (path is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new IOException($"{option} '{path}': the folder does not exist");
        }
    }

    /// <summary>A line of plain text in the invariant culture.</summary>
    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
