using System.CommandLine;
using Rekey.Cli.Commands;
using Rekey.Reports;
using Rekey.Reports.Printing;
using Rekey.Worlds;

namespace Rekey.Cli;

/// <summary>The command line's grammar.</summary>
internal static class CommandTree
{
    private const string Description = "Model-checks group rekeying protocols, replays traces, renders the specification, verifies vectors.";

    /// <summary>Parses and runs.</summary>
    public static int Invoke(string[] args, Terminal terminal)
    {
        var root = new RootCommand(Description)
        {
            CheckCommand.Create(terminal), MergeCommand.Create(terminal), CoverageCommand.Create(terminal), ReplayCommand.Create(terminal), TraceCommand.Create(terminal), ScenarioCommand.Create(terminal), MutantsCommand.Create(terminal), MutateCommand.Create(terminal),
            SpecCommand.Create(terminal), VectorsCommand.Create(terminal), AttacksCommand.Create(terminal), CostsCommand.Create(terminal), BenchCommand.Create(terminal),
        };
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        if (args.Length == 0)
        {
            root.Parse(["--help"]).Invoke(configuration);
            return ExitCode.BadInput;
        }

        var result = root.Parse(args);
        if (result.Errors.Count == 0)
        {
            return result.Invoke(configuration);
        }

        foreach (var problem in result.Errors)
        {
            terminal.Fail($"{problem.Message}{Near(result, problem.Message)}");
        }

        terminal.Note($"see: {Path(result.CommandResult)} --help");
        return ExitCode.BadInput;
    }

    /// <summary>The name that was probably meant, where the message is about a word that is none.</summary>
    private static string Near(ParseResult result, string message)
    {
        var word = result.UnmatchedTokens.FirstOrDefault(t => message.Contains($"'{t}'", StringComparison.Ordinal));
        var command = result.CommandResult.Command;
        return word is null ? "" : Suggestion.For(word, [.. command.Subcommands.Select(c => c.Name), .. command.Options.Select(o => o.Name)]);
    }

    private static string Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "rekey";
}
