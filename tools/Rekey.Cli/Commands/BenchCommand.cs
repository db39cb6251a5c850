using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Cli.Benching;
using Rekey.Worlds;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey bench explorer</c>: how fast whole schedules are explored, and in how much memory.</summary>
internal static class BenchCommand
{
    private const string Description =
        "Explores a protocol with 8 members, no faults, fair strategy: without and with the secrecy monitors, on one core and on all. "
        + "Prints schedules per second, steps and allocated bytes per schedule; with --million also the live memory over a million schedules. ";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var protocol = new Option<string?>("--protocol") { Description = "The protocol (default P).", HelpName = "NAME" };
        var seconds = new Option<string?>("--seconds") { Description = "Seconds per measurement (default 5).", HelpName = "N" };
        var million = new Option<bool>("--million") { Description = "Also explores a million schedules and shows the live memory at ten points." };
        var explorer = new Command("explorer", Description + ExitCode.Help) { protocol, seconds, million };
        explorer.SetAction(result => ExplorerBench.Execute(
            ProtocolRegistry.Find(result.GetValue(protocol) ?? "P"), Numbers.Whole("--seconds", result.GetValue(seconds), 5, 1, 3600), result.GetValue(million), terminal));
        return new Command("bench", "Measures.") { explorer };
    }
}
