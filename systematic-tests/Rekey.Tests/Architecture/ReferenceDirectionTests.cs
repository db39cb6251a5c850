using System.Reflection;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>References point one way: a project knows only those below it, and the reference knows no explorer.</summary>
public sealed class ReferenceDirectionTests
{
    /// <summary>A project may reference projects of a smaller number only.</summary>
    private static readonly Dictionary<string, int> Layer = new()
    {
        ["Rekey.Core"] = 0,
        ["Rekey.Spec"] = 1,
        ["Rekey.Crypto"] = 1,
        ["Rekey.Wire"] = 2,
        ["Rekey.Runs"] = 3,
        ["Rekey.KeyTrees"] = 4,
        ["Rekey.KeyAgreement"] = 4,
        ["Rekey.GroupCommunication"] = 5,
        ["Rekey.Architectures"] = 6,
    };

    public static TheoryData<string> Layered() => [.. Repository.ProjectsUnder("reference"), .. Repository.ProjectsUnder("spec")];

    [Fact]
    public void The_layers_are_there() =>
        Repository.ProjectsUnder("reference").ShouldBe(["Rekey.Architectures", "Rekey.Core", "Rekey.Crypto", "Rekey.GroupCommunication", "Rekey.KeyAgreement", "Rekey.KeyTrees", "Rekey.Runs", "Rekey.Wire"], ignoreOrder: true, "a new project of the reference needs a layer, here and in Layer");

    [Theory]
    [MemberData(nameof(Layered))]
    public void A_project_file_references_lower_layers_only(string project)
    {
        Layer.ShouldContainKey(project);
        Wrong(project, Repository.ReferencesOf(project)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Layered))]
    public void A_compiled_assembly_references_lower_layers_only(string project)
    {
        var names = Assembly.Load(project).GetReferencedAssemblies().Select(static a => a.Name!).ToList();

        Wrong(project, names.Where(static n => n.StartsWith("Rekey.", StringComparison.Ordinal))).ShouldBeEmpty();
        names.ShouldNotContain(static n => n.Contains("Coyote", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_reference_upwards_would_be_noticed()
    {
        Wrong("Rekey.Wire", ["Rekey.Core", "Rekey.KeyTrees"]).ShouldBe(["Rekey.KeyTrees"]);
        Wrong("Rekey.Crypto", ["Rekey.Spec", "Rekey.Explorer"]).ShouldBe(["Rekey.Spec", "Rekey.Explorer"]);
    }

    [Fact]
    public void The_explorer_knows_nothing_of_keys_or_groups()
    {
        Repository.ReferencesOf("Rekey.Explorer").ShouldBeEmpty();
        Assembly.Load("Rekey.Explorer").GetReferencedAssemblies()
            .ShouldNotContain(static a => a.Name!.StartsWith("Rekey.", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_watches_sees_observations_alone_and_no_world_and_no_explorer()
    {
        Closure("Rekey.Monitors").Intersect(["Rekey.Worlds", "Rekey.Explorer", "Rekey.Checking", "Rekey.Mutants"]).ShouldBeEmpty();
        Closure("Rekey.Observing").Where(static p => !Layer.ContainsKey(p)).ShouldBeEmpty("what can be seen of a run has words of the reference only");
        Closure("Rekey.Worlds").ShouldContain("Rekey.Observing");
    }

    [Fact]
    public void Worlds_know_no_monitors_and_checks_know_no_mutants()
    {
        Closure("Rekey.Worlds").ShouldNotContain("Rekey.Monitors");
        Closure("Rekey.Checking").ShouldNotContain("Rekey.Mutants");
        Closure("Rekey.Checking").ShouldContain("Rekey.Explorer");
    }

    /// <summary>Costs are measured on the reference and its worlds, and nobody below a tool shows reports.</summary>
    [Fact]
    public void Tools_stand_above_what_they_show()
    {
        Closure("Rekey.Costs").Intersect(["Rekey.Checking", "Rekey.Reports", "Rekey.Cli"]).ShouldBeEmpty();
        Closure("Rekey.Reports").ShouldNotContain("Rekey.Cli");
        Repository.Projects.Keys.Where(static p => Repository.ReferencesOf(p).Contains("Rekey.Reports")).Except(["Rekey.Cli", "Rekey.Tests"]).ShouldBeEmpty();
        Repository.Projects.Keys.Where(static p => Repository.ReferencesOf(p).Contains("Rekey.Cli")).ShouldBe(["Rekey.Tests"]);
    }

    [Theory]
    [InlineData("Rekey.Crypto", "BouncyCastle.Cryptography")]
    [InlineData("Rekey.Wire", "System.Formats.Cbor")]
    public void Of_the_reference_only_cryptography_and_codec_take_a_package_and_each_takes_one(string project, string package)
    {
        var users = Repository.ProjectsUnder("reference").Concat(Repository.ProjectsUnder("spec"))
            .Where(static p => Repository.Projects[p].Descendants("PackageReference").Any());

        users.ShouldBe(["Rekey.Crypto", "Rekey.Wire"], ignoreOrder: true);
        Repository.Projects[project].Descendants("PackageReference").Select(static p => p.Attribute("Include")!.Value).ShouldBe([package]);
        Repository.Projects.Values.ShouldAllBe(static p => !p.Descendants("FrameworkReference").Any());
    }

    /// <summary>Protocols, worlds and monitors are hosted by Coyote, and know nothing of it: what is found under it replays without it.</summary>
    [Fact]
    public void Coyote_is_a_package_of_its_host_alone()
    {
        var users = Repository.Projects.Where(static p => p.Value.ToString().Contains("Microsoft.Coyote", StringComparison.Ordinal)).Select(static p => p.Key).ToList();

        users.ShouldBe(["Rekey.Coyote"]);
        Repository.Projects["Rekey.Coyote"].Descendants("PackageReference").Select(static p => p.Attribute("Include")!.Value).ShouldContain("Microsoft.Coyote");
        Repository.Read("Directory.Build.props").ShouldNotContain("Coyote");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Rekey.Verified.sln");

        Repository.Projects.Keys.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_tools_and_tests_reference_the_Coyote_host() =>
        Repository.Projects.Keys.Where(static p => Repository.ReferencesOf(p).Contains("Rekey.Coyote")).Except(["Rekey.Cli", "Rekey.Reports", "Rekey.Tests"]).ShouldBeEmpty();

    private static List<string> Wrong(string project, IEnumerable<string> references) =>
        [.. references.Where(r => !Layer.TryGetValue(r, out var layer) || layer >= Layer[project])];

    private static HashSet<string> Closure(string project)
    {
        var reached = new HashSet<string>();
        var work = new Queue<string>([project]);
        while (work.TryDequeue(out var next))
        {
            foreach (var reference in Repository.ReferencesOf(next))
            {
                if (reached.Add(reference))
                {
                    work.Enqueue(reference);
                }
            }
        }

        return reached;
    }
}
