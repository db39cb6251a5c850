using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.SystematicTesting;
using Rekey.Coyote;
using Rekey.Mutants;
using Rekey.Tests.Architecture;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Coyote;

/// <summary>What <c>coyote test</c> and <c>coyote replay</c> run: systematic-tests/Rekey.Coyote/EntryPoints.</summary>
public sealed class EntryPointTests
{
    private static readonly ILookup<string, MethodInfo> Methods = typeof(CoyoteChecker).Assembly.GetTypes()
        .SelectMany(static t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(static m => m.GetCustomAttribute<TestAttribute>() is not null)
        .ToLookup(static m => m.DeclaringType!.Name);

    public static TheoryData<string> Protocols() => [.. Methods["Protocols"].Select(static m => m.Name)];

    [Fact]
    public void Every_protocol_has_one_in_a_file_of_its_name()
    {
        var names = Definitions.Usual.Select(static p => p.Spec.Name).ToList();

        Methods["Protocols"].Select(static m => m.Name.Replace("__", "+").Replace('_', '-')).ShouldBe(names, ignoreOrder: true);
        Repository.Files(".cs", "systematic-tests/Rekey.Coyote/EntryPoints").Select(Path.GetFileName).Where(static f => f!.StartsWith("Protocols.", StringComparison.Ordinal))
            .ShouldBe(names.Select(static n => $"Protocols.{n}.cs"), ignoreOrder: true);
    }

    [Fact]
    public void Those_that_fail_are_named_as_mutants_are()
    {
        Methods["SeededBugs"].ShouldNotBeEmpty();
        Methods["SeededBugs"].Select(static m => m.Name.Replace('_', '-')).Except(MutantRegistry.All.Select(static m => m.Name)).ShouldBeEmpty();
        Methods.SelectMany(static m => m).Select(static m => m.Name).ShouldBeUnique("coyote test finds a method by its name alone");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_protocol_passes(string method)
    {
        var report = Test(Methods["Protocols"].Single(m => m.Name == method), 3).Report;

        (report.NumOfFoundBugs, report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths).ShouldBe((0, 3), string.Join(' ', report.BugReports));
    }

    /// <summary>In a new engine, as in a new process, what Coyote wrote down leads to the same failure.</summary>
    [Fact]
    public void A_seeded_bug_fails_and_Coyotes_trace_of_it_replays()
    {
        foreach (var method in Methods["SeededBugs"])
        {
            var (found, trace) = Test(method, 100);
            var again = Test(method, 1, trace).Report;

            found.NumOfFoundBugs.ShouldBe(1);
            trace.ShouldContain("\"Strategy\"");
            again.BugReports.ShouldBe(found.BugReports);
        }
    }

    [Fact]
    public void The_tool_is_pinned_to_the_version_of_the_package_and_rolls_forward()
    {
        using var manifest = JsonDocument.Parse(Repository.Read(".config/dotnet-tools.json"));
        var tool = manifest.RootElement.GetProperty("tools").GetProperty("microsoft.coyote.cli");
        var package = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Single(static p => p.Attribute("Include")!.Value == "Microsoft.Coyote");

        tool.GetProperty("version").GetString().ShouldBe(package.Attribute("Version")!.Value);
        tool.GetProperty("rollForward").GetBoolean().ShouldBeTrue();
    }

    /// <summary>Coyote tells its makers of its use unless it is told not to.</summary>
    [Fact]
    public void Telemetry_is_off()
    {
        Repository.Read(".ci/run").ShouldContain("export COYOTE_CLI_TELEMETRY_OPTOUT=1");
        Repository.Files(".cs", "systematic-tests/Rekey.Coyote").Where(static f => File.ReadAllText(f).Contains("Configuration.Create()", StringComparison.Ordinal))
            .Select(Path.GetFileName).ShouldBe(["CoyoteProcess.cs"]);
        Repository.Read("systematic-tests/Rekey.Coyote/CoyoteProcess.cs").ShouldContain(".WithTelemetryEnabled(false)");
    }

    private static (TestReport Report, string Trace) Test(MethodInfo method, uint iterations, string? trace = null) => CoyoteProcess.Alone(() =>
    {
        var configuration = CoyoteProcess.Configure(seed: 1).WithTestingIterations(iterations).WithPrioritizationStrategy();
        configuration = trace is null ? configuration : configuration.WithReproducibleTrace(trace);
        using var engine = TestingEngine.Create(configuration, method.CreateDelegate<Action<IActorRuntime>>());
        engine.Run();
        return (engine.TestReport, engine.ReproducibleTrace);
    });
}
