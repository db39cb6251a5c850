using System.Text.RegularExpressions;
using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>Every rule stands in the prose, in the code and in a test; and nothing cites a rule that does not exist.</summary>
public sealed partial class TraceabilityTests
{
    private static readonly IReadOnlyList<RuleId> Rules =
        [.. Definitions.All.SelectMany(static p => p.Spec.Rules).DistinctBy(static r => r.Id).OrderBy(static r => r.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Places() => ["the prose", "the code", "the tests"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_rule_is_cited_in(string place)
    {
        var cited = Files(place).SelectMany(static f => Citation().Matches(File.ReadAllText(f))).Select(static m => m.Value).ToHashSet();

        Rules.Where(r => !cited.Contains(r.Id)).Select(r => $"{r.Id} is not cited in {place}: {r.Title}").ShouldBeEmpty();
    }

    [Fact]
    public void No_citation_names_a_rule_that_does_not_exist()
    {
        var (ids, prefixes) = (Rules.Select(static r => r.Id).ToHashSet(), Rules.Select(static r => r.Id.Split('-')[0]).ToHashSet());
        var files = Repository.Files(".md").Concat(Repository.Files(".cs")).Concat(Repository.Files(".cddl"));

        files.SelectMany(f => Citation().Matches(File.ReadAllText(f)).Select(static m => m.Value)
                .Where(c => prefixes.Contains(c.Split('-')[0]) && !ids.Contains(c)).Select(c => $"{Repository.Relative(f)}: {c}"))
            .Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Ids_are_well_formed_and_every_title_is_one_sentence()
    {
        Rules.Count.ShouldBeGreaterThanOrEqualTo(47);
        Rules.ShouldAllBe(static r => WholeCitation().IsMatch(r.Id));
        Rules.ShouldAllBe(static r => r.Title.EndsWith('.') && char.IsUpper(r.Title[0]));
        Rules.Select(static r => r.Title).ShouldBeUnique();
    }

    [Fact]
    public void Ids_of_one_protocol_run_from_01_without_a_gap()
    {
        foreach (var letter in Rules.GroupBy(static r => r.Id.Split('-')[0]))
        {
            letter.Select(static r => int.Parse(r.Id.Split('-')[1])).ShouldBe(Enumerable.Range(1, letter.Count()), letter.Key);
        }
    }

    private static IEnumerable<string> Files(string place) => place switch
    {
        // What is generated from the rules proves nothing about the prose.
        "the prose" => Repository.Files(".md", "spec").Where(static f => !Repository.Relative(f).StartsWith("spec/generated/", StringComparison.Ordinal)),
        "the code" => Repository.Files(".cs", "reference"),
        _ => Repository.Files(".cs", "systematic-tests/Rekey.Tests"),
    };

    [GeneratedRegex(@"(?<![\w-])[A-Z]{1,4}\d?-\d\d(?![\w-])")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^[A-Z]{1,4}\d?-\d\d$")]
    private static partial Regex WholeCitation();
}
