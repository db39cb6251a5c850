using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>
/// The reference is a pure function: no clock, no thread, no randomness of its own, no I/O. The analyzer says so while
/// it compiles; these tests check that the analyzer is asked, and look at what was compiled.
/// </summary>
public sealed class BannedApiTests
{
    /// <summary>Namespaces of which the reference may mention nothing.</summary>
    private static readonly string[] Impure = ["System.Threading.", "System.Net.", "System.IO.", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Timers."];

    /// <summary>Attributes and interfaces that the compiler mentions without running anything.</summary>
    private static readonly string[] Harmless = ["System.Threading.Interlocked"];

    /// <summary>What the compiler itself emits for an iterator, so that each caller gets an enumerator of its own; nothing else of the type is allowed.</summary>
    private const string OfIterators = "System.Environment.get_CurrentManagedThreadId";

    public static TheoryData<string> PureProjects() => [.. Repository.ProjectsUnder("reference"), "Rekey.Spec"];

    [Fact]
    public void Every_project_of_the_reference_is_compiled_with_the_list_of_banned_symbols()
    {
        var groups = XDocument.Parse(Repository.Read("Directory.Build.props")).Root!.Elements("ItemGroup")
            .Where(static g => g.Attribute("Condition")?.Value.Contains("reference", StringComparison.Ordinal) == true)
            .ToList();

        groups.Elements("AdditionalFiles").Select(static f => f.Attribute("Include")!.Value)
            .ShouldContain(static f => f.EndsWith("reference/BannedSymbols.txt", StringComparison.Ordinal));
        groups.Elements("PackageReference").Select(static p => p.Attribute("Include")!.Value)
            .ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Fact]
    public void A_banned_symbol_is_an_error_that_nothing_silences()
    {
        Repository.Read(".editorconfig").ShouldContain("dotnet_diagnostic.RS0030.severity = error");
        var silencers = Repository.Files(".cs", "reference").Concat(Repository.Files(".csproj", "reference"))
            .Where(static f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal) || File.ReadAllText(f).Contains("NoWarn", StringComparison.Ordinal))
            .Select(Repository.Relative);

        silencers.ShouldBeEmpty();
        Repository.ProjectsUnder("reference").ShouldAllBe(static p => !Repository.Projects[p].Descendants("AdditionalFiles").Any(static a => a.Attribute("Remove") != null));
    }

    [Fact]
    public void The_list_names_clocks_threads_randomness_and_files()
    {
        var banned = BannedTypes().Concat(BannedNamespaces()).ToList();

        foreach (var name in new[]
        {
            "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random",
            "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Thread", "System.Threading.Tasks.Task", "System.IO.File",
            "System.IO.Stream", "System.Net.Sockets", "System.Console", "System.Environment",
        })
        {
            banned.ShouldContain(name);
        }
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_compiled_assembly_mentions_no_banned_type(string project) => Offences(AssemblyScan.Of(project)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_compiled_assembly_has_no_asynchronous_method(string project) => AssemblyScan.Of(project).AsyncMethods.ShouldBeEmpty();

    /// <summary>BouncyCastle serves arithmetic and RFC 6979 signing; its own random source would make two runs differ.</summary>
    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_compiled_assembly_does_not_touch_the_random_source_of_BouncyCastle(string project) =>
        AssemblyScan.Of(project).Types.ShouldNotContain(static t => t.StartsWith("Org.BouncyCastle.Security", StringComparison.Ordinal) || t.StartsWith("Org.BouncyCastle.Crypto.Prng", StringComparison.Ordinal));

    [Fact]
    public void The_scan_finds_what_an_impure_assembly_mentions()
    {
        var checker = Offences(AssemblyScan.Of("Rekey.Checking"));

        checker.ShouldContain("System.Diagnostics.Stopwatch");
        checker.ShouldContain("System.Threading.Thread");
        AssemblyScan.Of("Rekey.Crypto").Types.ShouldContain(static t => t.StartsWith("Org.BouncyCastle", StringComparison.Ordinal));
    }

    private static List<string> Offences(AssemblyScan scan)
    {
        var (types, namespaces, members) = (BannedTypes(), BannedNamespaces(), BannedMembers());
        return
        [
            .. scan.Types.Where(t => (types.Contains(t) && !IsOnlyForIterators(scan, t))
                || namespaces.Any(n => t.StartsWith(n + ".", StringComparison.Ordinal))
                || (Array.Exists(Impure, n => t.StartsWith(n, StringComparison.Ordinal)) && !Harmless.Contains(t))),
            .. scan.Members.Where(m => members.Contains(m)),
        ];
    }

    private static bool IsOnlyForIterators(AssemblyScan scan, string type) =>
        OfIterators.StartsWith(type + ".", StringComparison.Ordinal)
        && scan.Members.Where(m => m.StartsWith(type + ".", StringComparison.Ordinal)).SequenceEqual([OfIterators]);

    private static HashSet<string> BannedTypes() => Symbols("T:");

    private static HashSet<string> BannedNamespaces() => Symbols("N:");

    /// <summary>Banned methods, and the getters of banned properties.</summary>
    private static HashSet<string> BannedMembers() =>
        [.. Symbols("M:"), .. Symbols("P:").Select(static p => p.Insert(p.LastIndexOf('.') + 1, "get_"))];

    private static HashSet<string> Symbols(string kind) =>
        [.. Repository.Read("reference/BannedSymbols.txt").Split('\n')
            .Where(l => l.StartsWith(kind, StringComparison.Ordinal))
            .Select(l => l[kind.Length..].Split(';', '(')[0].Trim())];
}
