using System.CommandLine;
using Rekey.Checking.Scripts;
using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey scenario</c>: runs a scenario that is written as text, and compares what its commands print.</summary>
internal static class ScenarioCommand
{
    private const string Description =
        """
        Runs a scenario: commands, and below each what it must print. systematic-tests/scenarios/README.md has the commands.

        Exits with 1 where a command prints something else; each difference names file and line. With --rewrite the file is written anew, with what
        its commands print now.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("scenario") { Description = "The scenario." };
        var rewrite = new Option<bool>("--rewrite") { Description = "Writes what commands print now into the file, instead of comparing." };
        var command = new Command("scenario", Description + ExitCode.Help) { path, rewrite };
        command.SetAction(result =>
        {
            var name = result.GetRequiredValue(path);
            var file = ScriptFile.Parse(name, File.ReadAllText(name));
            var printed = Script.Run(file);
            terminal.Lines(file.With(printed).TrimEnd('\n'));
            if (result.GetValue(rewrite))
            {
                OutputPath.Write(name, file.With(printed));
                return ExitCode.AsExpected;
            }

            var differences = Script.Differences(file, printed);
            differences.ToList().ForEach(d => terminal.Line(d.ToString()));
            terminal.Line(differences.Count == 0 ? "every command prints what is expected" : differences.Count == 1 ? "1 difference" : $"{differences.Count} differences");
            return differences.Count == 0 ? ExitCode.AsExpected : ExitCode.Violated;
        });
        return command;
    }
}
