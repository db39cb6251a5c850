namespace Rekey.Reports.Printing;

/// <summary>How the reader of a message can run this tool again: as it was run now.</summary>
public static class Invocation
{
    private const string Project = "tools/Rekey.Cli";

    /// <summary>The command line for some arguments, for a reader who stands where this process stands.</summary>
    public static string Of(params IEnumerable<string> arguments) => From(AppContext.BaseDirectory, Environment.CurrentDirectory, arguments);

    /// <summary><c>dotnet run</c> with the project where the tool was built in a clone, <c>rekey</c> where it is installed.</summary>
    /// <param name="tool">The folder that the tool's assembly is in.</param>
    /// <param name="here">The folder that the reader is in.</param>
    /// <param name="arguments">What the tool is to do.</param>
    public static string From(string tool, string here, params IEnumerable<string> arguments)
    {
        var built = tool.Replace('\\', '/').IndexOf($"/{Project}/bin/", StringComparison.Ordinal);
        var command = built < 0
            ? "rekey"
            : $"dotnet run -c Release --project {Quoted(Path.GetRelativePath(here, tool[..(built + 1 + Project.Length)]))} --";
        return string.Join(' ', arguments.Select(Quoted).Prepend(command));
    }

    /// <summary>The same under the tool's name, wherever it was built: for what is kept.</summary>
    public static string Named(params IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quoted).Prepend("rekey"));

    /// <summary>The name of a file as an argument: one that begins with a hyphen is no option.</summary>
    public static string File(string path) => path.StartsWith('-') ? $"./{path}" : path;

    /// <summary>A word as a POSIX shell reads it back: in single quotes nothing means anything but the quote, which is written outside of them.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:+=,@%".Contains(c))
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
