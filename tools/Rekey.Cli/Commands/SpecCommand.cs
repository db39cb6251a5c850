using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;
using Rekey.Reports.SpecRendering;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey spec render</c>: writes what is generated from the specification, or says what of it is stale.</summary>
internal static class SpecCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Writes nothing; exits with 1 and names the files where anything is stale." };
        var root = new Option<string?>("--root") { Description = "The repository (default: the folder above this one that has Rekey.Verified.sln).", HelpName = "DIR" };
        var render = new Command("render", "Renders control tables, diagrams, the matrix of properties, costs, strategies and rule traceability into spec/generated. " + ExitCode.Help) { check, root };
        render.SetAction(result =>
        {
            var folder = RepositoryRoot.Find(result.GetValue(root), Environment.CurrentDirectory, "--root");
            return result.GetValue(check) ? Check(folder, terminal) : Write(folder, terminal);
        });
        return new Command("spec", "Works on the specification.") { render };
    }

    private static int Check(string root, Terminal terminal)
    {
        var stale = GeneratedFiles.Stale(root);
        foreach (var (path, why) in stale)
        {
            terminal.Line($"{path}: {why}");
        }

        terminal.Line(stale.Count == 0 ? "everything generated is up to date" : $"run: {Invocation.Of("spec", "render")}");
        return stale.Count == 0 ? ExitCode.AsExpected : ExitCode.Violated;
    }

    private static int Write(string root, Terminal terminal)
    {
        foreach (var (path, why) in GeneratedFiles.Stale(root))
        {
            var full = Path.Combine(root, path);
            if (why == GeneratedFiles.Orphan)
            {
                File.Delete(full);
                terminal.Line($"deleted {path}");
            }
        }

        var rendered = GeneratedFiles.Render(root);
        foreach (var (path, content) in rendered)
        {
            var full = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            OutputPath.Write(full, content);
        }

        terminal.Line($"{rendered.Count} files written to {GeneratedFiles.Folder}");
        return ExitCode.AsExpected;
    }
}
