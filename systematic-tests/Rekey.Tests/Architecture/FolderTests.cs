using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>Where things are: names say it, the command line holds commands alone, and what a tool shows to others is public.</summary>
public sealed partial class FolderTests
{
    private const int CommandLineLimit = 2_500;

    /// <summary>Protocols share a namespace, so that a class may have its protocol's name.</summary>
    private const string Shared = "spec/Rekey.Spec/Protocols/";

    [Fact]
    public void Namespaces_follow_folders() =>
        Repository.Files(".cs").Select(static f => (File: Repository.Relative(f), Text: File.ReadAllText(f)))
            .Where(static f => Namespace().Match(f.Text) is { Success: true } found && found.Groups[1].Value != Expected(f.File))
            .Select(static f => $"{f.File}: expected {Expected(f.File)}")
            .ShouldBeEmpty();

    [Fact]
    public void The_command_line_keeps_commands_only()
    {
        const string tool = "tools/Rekey.Cli";
        var files = Repository.Files(".cs", tool);

        files.Select(f => Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Repository.Root, tool), f))).Distinct()
            .ShouldBe(["Arguments", "Benching", "Commands", "", "Running"], ignoreOrder: true);
        files.Sum(static f => File.ReadAllLines(f).Length).ShouldBeLessThanOrEqualTo(CommandLineLimit);
    }

    [Fact]
    public void Only_tests_look_at_what_is_internal() =>
        Repository.Projects.SelectMany(static p => p.Value.Descendants("InternalsVisibleTo")).Select(static i => i.Attribute("Include")!.Value).Distinct().ShouldBe(["Rekey.Tests"]);

    private static string Expected(string file)
    {
        var parts = (file.StartsWith(Shared, StringComparison.Ordinal) ? $"{Shared}_" : file).Split('/');
        return string.Join('.', parts[Array.FindIndex(parts, static p => p.StartsWith("Rekey.", StringComparison.Ordinal))..^1]);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
