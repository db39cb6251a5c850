using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Reports;
using Rekey.Reports.Attacks;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey attacks</c>: finds, shrinks and pins the expected attacks; or verifies the pinned ones.</summary>
internal static class AttacksCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var folder = new Option<string?>("--dir") { Description = $"Where the attacks are (default {PinnedAttacks.Folder} of the repository).", HelpName = "DIR" };
        var generate = new Command("generate", "Finds and shrinks every expected attack; writes a transcript and a trace of each. " + ExitCode.Help) { folder };
        generate.SetAction(result => Generate(FolderOf(result.GetValue(folder)), terminal));
        var verify = new Command("verify", "Replays every pinned attack; names what is missing or reads otherwise. " + ExitCode.Help) { folder };
        verify.SetAction(result => Verify(FolderOf(result.GetValue(folder)), terminal));
        return new Command("attacks", "Works on the pinned attacks: runs that show which property a protocol does not have.") { generate, verify };
    }

    private static int Generate(string target, Terminal terminal)
    {
        OutputPath.RequireFolder("--dir", target);
        foreach (var attack in PinnedAttacks.All)
        {
            var trace = PinnedAttacks.Find(attack, terminal.Cancel);
            if (terminal.Cancel.IsCancellationRequested)
            {
                terminal.Line("interrupted");
                return ExitCode.Interrupted;
            }

            PinnedAttacks.Write(attack, trace, target);
            terminal.Line($"{attack.Transcript}: {trace.Scenario.Members} members, {trace.Steps.Count} of {trace.Scenario.ShrunkFrom ?? trace.Steps.Count} steps");
        }

        return ExitCode.AsExpected;
    }

    private static int Verify(string source, Terminal terminal)
    {
        if (!Directory.Exists(source))
        {
            throw new DirectoryNotFoundException($"--dir '{source}': there is no such folder; expected one with attacks");
        }

        var problems = PinnedAttacks.Verify(source);
        foreach (var problem in problems)
        {
            terminal.Line(problem);
        }

        terminal.Line(problems.Count == 0 ? $"all {PinnedAttacks.All.Count} attacks replay" : $"run: {Invocation.Of("attacks", "generate")}");
        return problems.Count == 0 ? ExitCode.AsExpected : ExitCode.Violated;
    }

    private static string FolderOf(string? given) => given ?? Path.Combine(RepositoryRoot.Find(null, Environment.CurrentDirectory, "--dir"), PinnedAttacks.Folder);
}
