using System.Text.RegularExpressions;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutants;

/// <summary>The list of seeded bugs: names, and what is said of each.</summary>
public sealed partial class MutantRegistryTests
{
    [Fact]
    public void Every_mutant_of_the_assembly_is_listed_once_and_in_order()
    {
        MutantRegistry.All.Count.ShouldBe(typeof(Mutant).Assembly.GetTypes().Count(static t => t.IsSubclassOf(typeof(Mutant)) && !t.IsAbstract));
        MutantRegistry.All.Count.ShouldBeGreaterThanOrEqualTo(54);
        MutantRegistry.All.Select(static m => m.GetType()).ShouldBeUnique();
        MutantRegistry.All.Select(static m => m.Name).ShouldBe(MutantRegistry.All.Select(static m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_are_unique_and_in_kebab_case_behind_the_protocols_name()
    {
        MutantRegistry.All.Select(static m => m.Name).ShouldBeUnique();
        MutantRegistry.All.ShouldAllBe(static m => KebabCase().IsMatch(m.Name));
        MutantRegistry.All.ShouldAllBe(static m => m.Name.StartsWith(Definitions.Find(m.Protocol).Spec.Name.ToLowerInvariant() + "-"));
    }

    [Fact]
    public void A_name_is_that_of_the_class() =>
        MutantRegistry.All.ShouldAllBe(static m => m.Name.Substring(m.Name.IndexOf('-') + 1).Replace("-", "") == m.GetType().Name.ToLowerInvariant());

    [Fact]
    public void Bugs_are_told_in_a_sentence_of_their_own()
    {
        MutantRegistry.All.Select(static m => m.Bug).ShouldBeUnique();
        MutantRegistry.All.ShouldAllBe(static m => m.Bug.EndsWith('.') && char.IsUpper(m.Bug[0]) && !m.Bug.Contains('\n'));
    }

    [Fact]
    public void What_catches_them_are_properties_that_the_protocol_should_have()
    {
        foreach (var mutant in MutantRegistry.All)
        {
            var holds = Definitions.Find(mutant.Protocol).Spec.Expectations.Where(static e => e.Expected == Expected.Holds).Select(static e => e.Property).ToList();
            mutant.CaughtBy.ShouldNotBeEmpty();
            mutant.CaughtBy.ShouldBeUnique();
            mutant.CaughtBy.ShouldAllBe(p => holds.Contains(p) || p == ScheduleRunner<IExploredWorld>.SpecificationProperty || (mutant.IsDrilled && p == Mutant.Drills));
        }
    }

    /// <summary>Whoever adds a property adds a mutant that breaks it; each clause of its monitor has one too (<see cref="Monitors.Clauses.ClauseTests"/>).</summary>
    [Fact]
    public void Every_property_that_a_protocol_should_have_is_what_some_mutant_is_about() =>
        Definitions.All.SelectMany(static p => p.Spec.Expectations).Where(static e => e.Expected == Expected.Holds).Select(static e => e.Property)
            .Except(MutantRegistry.All.Select(static m => m.CaughtBy[0])).ShouldBeEmpty();

    [Theory]
    [InlineData("C", 5)]
    [InlineData("B", 3)]
    [InlineData("O", 18)]
    [InlineData("O3", 4)]
    public void Every_key_tree_protocol_has_mutants_with_either_kind_of_trees(string name, int least) =>
        MutantRegistry.All.Count(m => m.Protocol == name || m.Protocol == $"{name}-balanced").ShouldBeGreaterThanOrEqualTo(least);

    [Fact]
    public void Budgets_and_sizes_are_ones_that_exploration_takes() =>
        MutantRegistry.All.ShouldAllBe(static m => FaultBudget.Parse(FaultBudget.Parse(m.Faults).ToString()).Equals(FaultBudget.Parse(m.Faults)) && m.Members >= 1 && m.Members <= Scenario.MaxMembers);

    [Fact]
    public void A_mutant_is_found_by_its_name() => MutantRegistry.All.ShouldAllBe(static m => MutantRegistry.Find(m.Name) == m);

    [Theory]
    [InlineData("p-no-restrat", "unknown mutant 'p-no-restrat' (did you mean 'p-no-restart'?)")]
    [InlineData("quite-something-else", "unknown mutant 'quite-something-else'")]
    [InlineData("", "unknown mutant ''")]
    public void An_unknown_mutant_is_refused(string name, string message) =>
        Should.Throw<FormatException>(() => MutantRegistry.Find(name)).Message.ShouldBe(message);

    [GeneratedRegex("^[a-z][a-z0-9]*(\\+[a-z][a-z0-9]*)*(-[a-z0-9]+)+$")]
    private static partial Regex KebabCase();
}
