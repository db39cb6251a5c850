using Rekey.Cli.Arguments;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>A command that a message names can be typed as it stands.</summary>
public sealed class InvocationTests
{
    [Theory]
    [InlineData("/src/clone/tools/Rekey.Cli/bin/Release/net10.0/", "/src/clone", "dotnet run -c Release --project tools/Rekey.Cli -- replay t.json")]
    [InlineData("/src/clone/tools/Rekey.Cli/bin/Release/net10.0/", "/src/clone/spec", "dotnet run -c Release --project ../tools/Rekey.Cli -- replay t.json")]
    [InlineData("/my src/tools/Rekey.Cli/bin/Debug/net10.0/", "/", "dotnet run -c Release --project \"my src/tools/Rekey.Cli\" -- replay t.json")]
    [InlineData("/home/me/.dotnet/tools/.store/rekey.verified.tool/0.1.0/", "/src/clone", "rekey replay t.json")]
    [InlineData("/src/clone/systematic-tests/Rekey.Tests/bin/Release/net10.0/", "/src/clone", "rekey replay t.json")]
    public void From_a_clone_it_is_run_with_its_project_and_installed_by_its_name(string tool, string here, string expected) =>
        Invocation.From(tool, here, "replay", "t.json").ShouldBe(expected);

    [Theory]
    [InlineData("a b.json", "rekey replay \"a b.json\"")]
    [InlineData("a(1)&b.json", "rekey replay \"a(1)&b.json\"")]
    [InlineData("../x-y_z/t.json", "rekey replay ../x-y_z/t.json")]
    public void A_word_that_a_shell_would_take_apart_is_quoted(string path, string expected) =>
        Invocation.From("/opt/rekey/", "/", "replay", path).ShouldBe(expected);
}
