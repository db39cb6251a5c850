using System.CommandLine;
using Rekey.Checking.ClientTraces;
using Rekey.Monitors.GroupCommunication;
using Rekey.Reports;
using Rekey.Reports.ClientTraces;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;
using Rekey.Reports.Replaying;
using Rekey.Worlds;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey trace</c>: logs of what the clients of a group communication system saw.</summary>
internal static class TraceCommand
{
    private const string AcceptDescription =
        """
        Reads logs of what clients of a group communication system saw, one event a line, and says whether a model allows them. All files together
        are one log. spec/model/client-trace.md has the format and what is asked.

        Exits with 0 where every property holds that can be decided; with 1 where one is broken: the first event that breaks it is shown.


        """;

    private const string ExportDescription =
        """
        Runs a trace again, and writes what its clients saw as a log that rekey trace accept reads.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal) =>
        new("trace", "Accepts or rejects logs of clients of any group communication system; writes such logs of our own runs.") { Accept(terminal), Export(terminal) };

    private static Command Accept(Terminal terminal)
    {
        var files = new Argument<string[]>("log") { Description = "The logs.", Arity = ArgumentArity.OneOrMore };
        var model = Model("The model: evs or vs.");
        model.Required = true;
        var command = new Command("accept", AcceptDescription + ExitCode.Help) { model, files };
        command.SetAction(result =>
        {
            var said = Acceptor.Accept(ClientTraceReader.ReadFiles(result.GetRequiredValue(files)), ModelOf(result.GetRequiredValue(model)!));
            terminal.Lines(AcceptanceText.Of(said));
            return said.Breach is null ? ExitCode.AsExpected : ExitCode.Violated;
        });
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var file = new Argument<string>("trace") { Description = "The trace, as rekey check and rekey mutants write it." };
        var model = Model("Which clients: those of virtual synchrony (vs, the default), or the layers themselves, as clients of extended virtual synchrony (evs).");
        var output = new Option<string?>("--output") { Description = "Writes the log there, and not to standard output.", HelpName = "FILE" };
        var command = new Command("export", ExportDescription + ExitCode.Help) { file, model, output };
        command.SetAction(result =>
        {
            var (trace, path) = (result.GetRequiredValue(file), result.GetValue(output));
            OutputSet.Require([("--output", path)], trace);
            var log = RunLog.Of(Replay.Of(trace), ModelOf(result.GetValue(model) ?? "vs"));
            if (path is not null)
            {
                return OutputPath.TryWrite("--output", path, () => log, terminal) ? ExitCode.AsExpected : ExitCode.BadInput;
            }

            terminal.Lines(log.TrimEnd('\n'));
            return ExitCode.AsExpected;
        });
        return command;
    }

    private static Option<string?> Model(string description) => new("--model") { Description = description, HelpName = "NAME" };

    private static GroupModel ModelOf(string name) => Enum.GetValues<GroupModel>().Cast<GroupModel?>().FirstOrDefault(m => $"{m}".Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"--model '{name}': expected evs or vs{Suggestion.For(name, ["evs", "vs"])}");
}
