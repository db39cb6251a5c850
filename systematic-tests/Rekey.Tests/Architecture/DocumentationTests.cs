using System.Reflection;
using System.Text.RegularExpressions;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Spec.Shared;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>What the documents say of each other and of the code is there.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Relative_links_lead_somewhere()
    {
        var dead = new List<string>();
        foreach (var file in Repository.Files(".md"))
        {
            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(file))))
            {
                var target = link.Groups[1].Value;
                if (!Uri.TryCreate(target, UriKind.Absolute, out _) && !Resolves(file, target))
                {
                    dead.Add($"{Repository.Relative(file)}: {target}");
                }
            }
        }

        dead.ShouldBeEmpty();
    }

    [Fact]
    public void Documents_that_code_and_prose_name_by_their_path_exist()
    {
        var files = Repository.Files(".cs").Concat(Repository.Files(".md")).Concat(Repository.Files(".props"));

        files.SelectMany(static f => SpecPath().Matches(File.ReadAllText(f))
                .Where(static m => !File.Exists(Path.Combine(Repository.Root, m.Value)))
                .Select(m => $"{Repository.Relative(f)}: {m.Value}"))
            .Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_properties_are_those_that_the_page_defines_and_every_name_in_code_is_one_of_them()
    {
        Properties.All.Count.ShouldBeGreaterThanOrEqualTo(26);
        Properties.All.ShouldBeSubsetOf(Headings(Repository.Read("spec/properties.md")));
        typeof(Properties).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => (string)f.GetRawConstantValue()!).ShouldBeSubsetOf(Properties.All);
    }

    [Fact]
    public void The_page_says_of_each_property_of_secrecy_and_no_other_what_its_adversary_is_given()
    {
        SecrecyAdversaries.All.Select(static a => a.Property).ShouldBe(PropertySet.All().Where(static m => m is SecrecyMonitor or ExposureMonitor).Select(static m => m.Name));
        SecrecyAdversaries.All.ShouldAllBe(static a => a.Given.StartsWith("what ") || a.Given.StartsWith("the "));
    }

    [Fact]
    public void Every_protocol_says_of_every_property_that_concerns_it_what_is_expected_and_why_where_it_fails()
    {
        foreach (var spec in ProtocolRegistry.All.Select(static p => p.Spec))
        {
            var concerning = Properties.All.Where(p => p != Properties.PlanSoundness || spec.Rules.Contains(KeyTreeRules.Announce));
            spec.Expectations.Select(static e => e.Property).ShouldBe(concerning, ignoreOrder: true, spec.Name);
            spec.Expectations.ShouldAllBe(static e => e.Why.Length > 0 || e.Expected == Expected.Holds);
            spec.Expectations.Where(static e => e.Property is Properties.ForwardSecrecy or Properties.BackwardSecrecy).ShouldAllBe(static e => e.Why.Length > 0);
        }
    }

    [Fact]
    public void Every_mutant_has_a_name_of_its_own_a_bug_and_properties_that_exist()
    {
        var mutants = MutantRegistry.All;

        mutants.Count.ShouldBeGreaterThanOrEqualTo(21);
        mutants.Select(static m => m.Name).ShouldBeUnique();
        mutants.Select(static m => m.Bug).ShouldBeUnique();
        foreach (var mutant in mutants)
        {
            mutant.Name.ShouldStartWith(Definitions.Find(mutant.Protocol).Spec.Name.ToLowerInvariant() + "-");
            mutant.CaughtBy.ShouldNotBeEmpty(mutant.Name);
            mutant.CaughtBy.ShouldBeSubsetOf([.. Definitions.Find(mutant.Protocol).Spec.Expectations.Select(static e => e.Property), ScheduleRunner<IExploredWorld>.SpecificationProperty, Mutant.Drills], mutant.Name);
            FaultBudget.Parse(mutant.Faults).ToString().Length.ShouldBeGreaterThan(0);
        }
    }

    private static bool Resolves(string file, string target)
    {
        var (path, anchor) = target.Split('#') is [var p, var a] ? (p, a) : (target, null);
        var whole = path.Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(path)));
        if (!File.Exists(whole) && !Directory.Exists(whole))
        {
            return false;
        }

        return anchor is null || !whole.EndsWith(".md", StringComparison.Ordinal) || Headings(File.ReadAllText(whole)).Select(Slug).Contains(anchor);
    }

    private static IEnumerable<string> Headings(string text) =>
        Heading().Matches(FencedCode().Replace(text, "")).Select(static m => m.Groups[1].Value.Trim());

    /// <summary>The anchor that the usual renderers give a heading.</summary>
    private static string Slug(string heading) => NotInSlug().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => InlineCode().Replace(FencedCode().Replace(text, ""), "");

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)>?\s*(?:""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])spec/[A-Za-z0-9_/-]+\.(?:md|cddl)\b")]
    private static partial Regex SpecPath();

    [GeneratedRegex(@"^#{1,6}\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedCode();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();
}
