using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Conformance;
using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey vectors</c>: generates or verifies the conformance vectors.</summary>
internal static class VectorsCommand
{
    private const string DefaultFolder = "conformance";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var folder = new Option<string?>("--dir") { Description = $"Where the vectors are (default {DefaultFolder} of the repository).", HelpName = "DIR" };
        var generate = new Command("generate", "Generates all vectors. " + ExitCode.Help) { folder };
        generate.SetAction(result =>
        {
            var target = FolderOf(result.GetValue(folder));
            OutputPath.RequireFolder("--dir", target);
            var written = VectorFiles.Write(target, VectorFiles.Made, OutputPath.Write);
            foreach (var path in written)
            {
                terminal.Line(path);
            }

            terminal.Line($"{written.Count} files written");
            return ExitCode.AsExpected;
        });
        var verify = new Command("verify", "Verifies all vectors; names file, case and first differing field of each failure. " + ExitCode.Help) { folder };
        verify.SetAction(result =>
        {
            var source = FolderOf(result.GetValue(folder));
            if (!Directory.Exists(source))
            {
                throw new DirectoryNotFoundException($"--dir '{source}': there is no such folder; expected one with vectors");
            }

            var failures = VectorFiles.Verify(source);
            foreach (var failure in failures)
            {
                terminal.Line(failure);
            }

            terminal.Line(failures.Count == 0 ? "all vectors verify" : failures.Count == 1 ? "1 failure" : $"{failures.Count} failures");
            return failures.Count == 0 ? ExitCode.AsExpected : ExitCode.Violated;
        });
        return new Command("vectors", "Works on the conformance vectors.") { generate, verify };
    }

    private static string FolderOf(string? given) => given ?? Path.Combine(RepositoryRoot.Find(null, Environment.CurrentDirectory, "--dir"), DefaultFolder);
}
