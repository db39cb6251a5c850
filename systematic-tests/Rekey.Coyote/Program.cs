using System.CommandLine;
using Rekey.CoyoteHost.Commands;
using Rekey.Worlds;

namespace Rekey.CoyoteHost;

/// <summary>The host's command line.</summary>
internal static class Program
{
    private const string Description =
        "Runs the project's machines, world and monitors under Microsoft Coyote. Exit codes: 0 all as expected, 1 a property or an expectation is "
        + "violated, 2 bad usage or bad input.";

    /// <summary>Runs the command line of the process.</summary>
    /// <returns>0 all as expected, 1 violated, 2 bad usage or bad input.</returns>
    public static int Main(string[] args)
    {
        var root = new RootCommand(Description) { CheckCommand.Create(), MutantsCommand.Create() };
        var result = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (result.Errors.Count > 0)
        {
            foreach (var problem in result.Errors)
            {
                Console.Error.WriteLine($"error: {problem.Message}{Near(result)}");
            }

            return ExitCode.BadInput;
        }

        try
        {
            var code = result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return args.Length == 0 ? ExitCode.BadInput : code;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static string Near(ParseResult result) => result.UnmatchedTokens is [var word, ..]
        ? Suggestion.For(word, [.. result.CommandResult.Command.Subcommands.Select(c => c.Name), .. result.CommandResult.Command.Options.Select(o => o.Name)])
        : "";
}
