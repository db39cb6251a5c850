using Rekey.CoyoteHost;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Coyote;

/// <summary>Every seeded bug that exploration can see is caught under Coyote within a bound; those that are not are listed with the reason.</summary>
public sealed class MutantsUnderCoyoteTests
{
    private static readonly IReadOnlyList<string> Names = [.. MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name)];

    public static TheoryData<string> Explored() => [.. Names];

    /// <summary>A listed mutant that is caught after all makes the list larger than needed.</summary>
    [Theory]
    [MemberData(nameof(Explored))]
    public void A_mutant_is_caught_within_the_bound_unless_it_is_listed(string name)
    {
        var (mutant, reach) = (MutantRegistry.Find(name), CoyoteReach.Current);
        var caught = reach.Strategies.Select(s => CaughtBy(MutantHunt.Request(mutant, CoyoteStrategy.InRequest(s), reach.Seed, reach.Schedules))).FirstOrDefault(static p => p is not null);

        caught.ShouldBe(reach.Mutants.ContainsKey(name) ? null : mutant.CaughtBy[0]);
    }

    private static string? CaughtBy(CheckRequest request) => CoyoteChecker.Run(request).Findings.Values.FirstOrDefault(f => request.Ends(f.Violation))?.Violation.Property;

    [Fact]
    public void What_is_listed_is_explored_and_has_a_reason()
    {
        CoyoteReach.Current.Mutants.Keys.Except(Names).ShouldBeEmpty();
        CoyoteReach.Current.Mutants.Values.ShouldAllBe(static reason => reason.Length > 20 && reason.EndsWith('.'));
    }
}
