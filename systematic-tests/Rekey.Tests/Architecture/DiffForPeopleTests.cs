using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>A diff is opened for people alone (spec/decisions/ADR-0005).</summary>
public sealed class DiffForPeopleTests
{
    [Theory]
    [InlineData(null, null, false, false, true)]
    [InlineData(null, null, false, true, false)]
    [InlineData(null, "1", false, true, true)]
    [InlineData(null, "0", false, true, false)]
    [InlineData("true", null, false, false, false)]
    [InlineData("true", "1", false, true, false)]
    [InlineData(null, "1", true, false, false)]
    public void Never_on_a_build_server_and_only_on_request_where_the_output_is_redirected(string? ci, string? wish, bool isBuildServer, bool isRedirected, bool isWanted) =>
        DiffForPeople.IsWanted(name => name == "CI" ? ci : name == DiffForPeople.Variable ? wish : null, isBuildServer, isRedirected).ShouldBe(isWanted);
}
