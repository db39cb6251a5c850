using Rekey.Core;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Names: of members (spec/model/system.md, "Names"), of protocols, and what is suggested where one is mistyped.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData(1, "m1")]
    [InlineData(9, "m1")]
    [InlineData(10, "m01")]
    [InlineData(Scenario.MaxMembers, "m01")]
    public void The_first_members_are_named_in_the_order_of_their_numbers(int members, string first)
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), members, FaultBudget.None);
        var names = Enumerable.Range(0, members).Select(scenario.NameOf).ToList();

        names[0].ToString().ShouldBe(first);
        names.ShouldBe(names.Order());
        names.ShouldBeUnique();
    }

    [Theory]
    [InlineData("P")]
    [InlineData("p")]
    public void A_protocol_is_found_in_upper_and_lower_case(string name) => ProtocolRegistry.Find(name).Spec.Name.ShouldBe("P");

    [Fact]
    public void An_unknown_protocol_is_refused_with_the_nearest_one_and_all() =>
        Should.Throw<FormatException>(() => ProtocolRegistry.Find("Q")).Message
            .ShouldBe($"unknown protocol 'Q' (did you mean 'P'?); expected all or one of {string.Join(", ", ProtocolRegistry.All.Select(static p => p.Spec.Name))}");

    [Fact]
    public void Protocols_have_names_of_their_own() =>
        ProtocolRegistry.All.Select(static p => p.Spec.Name.ToUpperInvariant()).ShouldBeUnique();

    [Theory]
    [InlineData("crsh", " (did you mean 'crash'?)")]
    [InlineData("CRASH", " (did you mean 'crash'?)")]
    [InlineData("partitoin", " (did you mean 'partition'?)")]
    [InlineData("xpartitionxx", " (did you mean 'partition'?)")]
    [InlineData("cxxsh", " (did you mean 'crash'?)")]
    [InlineData("cxxxh", "")]
    [InlineData("xxxxpartition", "")]
    [InlineData("earthquake", "")]
    public void The_nearest_name_is_suggested_if_it_is_near(string word, string suggestion) =>
        Suggestion.For(word, ["merge", "crash", "partition"]).ShouldBe(suggestion);

    [Fact]
    public void Of_two_that_are_equally_near_the_first_is_suggested() => Suggestion.For("jo", ["join", "jolt"]).ShouldBe(" (did you mean 'join'?)");

    [Fact]
    public void Where_there_is_no_name_nothing_is_suggested() => Suggestion.For("crash", []).ShouldBe("");

    [Fact]
    public void Everybody_begins_in_the_group_of_exploration() => Anywhere.Group.ShouldBe(new GroupId("g"));
}
