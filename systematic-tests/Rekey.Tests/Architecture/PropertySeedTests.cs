using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>Properties are the same in every build, and tell how to be asked again.</summary>
public sealed class PropertySeedTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("fresh", false)]
    public void Without_a_wish_the_seed_is_fixed_and_a_fresh_one_is_to_be_had(string? wish, bool isFixed) =>
        (PropertySeeds.Of(wish) is not null).ShouldBe(isFixed);

    [Fact]
    public void A_seed_that_is_given_is_taken() => PropertySeeds.Of("(12,15)").ShouldBe("(12,15)");

    [Fact]
    public void All_properties_of_the_assembly_have_it() => typeof(PropertySeedTests).Assembly.GetCustomAttributes<PropertiesAttribute>()
        .ShouldHaveSingleItem().Replay.ShouldBe(PropertySeeds.Of(Environment.GetEnvironmentVariable(PropertySeeds.Variable)));

    [Fact]
    public void A_property_that_fails_says_by_which_seed_it_is_asked_again_and_shrinks_what_it_was_asked_with()
    {
        var failure = Should.Throw<Exception>(static () => Prop.ForAll<int>(static n => n < 7).Check(PropertySeeds.Throwing(100)));

        failure.Message.ShouldMatch(@"seed[^(]*\(\d+,\d+\)");
        failure.Message.ShouldMatch(@"Shrunk:\s+7\b");
    }

    /// <summary>Own loops have no part in seeds: what is not a property of FsCheck.Xunit begins where <see cref="PropertySeeds"/> says.</summary>
    [Fact]
    public void Nobody_chooses_a_seed_of_its_own() => Repository.Files(".cs", "systematic-tests/Rekey.Tests")
        .Where(static f => Path.GetFileName(f) is not (nameof(PropertySeeds) + ".cs" or nameof(PropertySeedTests) + ".cs"))
        .Where(static f => File.ReadAllText(f) is var text && (text.Contains("QuickCheckThrowOnFailure", StringComparison.Ordinal) || text.Contains("WithReplay", StringComparison.Ordinal) || text.Contains("Replay =", StringComparison.Ordinal)))
        .Select(Repository.Relative).ShouldBeEmpty();
}
