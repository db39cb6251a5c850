using Rekey.Reports.Printing;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>A command that a message names can be typed as it stands.</summary>
public sealed class InvocationTests
{
    [Theory]
    [InlineData("/src/clone/tools/Rekey.Cli/bin/Release/net10.0/", "/src/clone", "dotnet run -c Release --project tools/Rekey.Cli -- replay t.json")]
    [InlineData("/src/clone/tools/Rekey.Cli/bin/Release/net10.0/", "/src/clone/spec", "dotnet run -c Release --project ../tools/Rekey.Cli -- replay t.json")]
    [InlineData("/my src/tools/Rekey.Cli/bin/Debug/net10.0/", "/", "dotnet run -c Release --project 'my src/tools/Rekey.Cli' -- replay t.json")]
    [InlineData("/home/me/.dotnet/tools/.store/rekey.verified.tool/0.1.0/", "/src/clone", "rekey replay t.json")]
    [InlineData("/src/clone/systematic-tests/Rekey.Tests/bin/Release/net10.0/", "/src/clone", "rekey replay t.json")]
    public void From_a_clone_it_is_run_with_its_project_and_installed_by_its_name(string tool, string here, string expected) =>
        Invocation.From(tool, here, "replay", "t.json").ShouldBe(expected);

    [Theory]
    [InlineData("a b.json", "rekey replay 'a b.json'")]
    [InlineData("a(1)&b.json", "rekey replay 'a(1)&b.json'")]
    [InlineData("a'b\"c$HOME.json", "rekey replay 'a'\\''b\"c$HOME.json'")]
    [InlineData("~/t.json", "rekey replay '~/t.json'")]
    [InlineData("", "rekey replay ''")]
    [InlineData("../x-y_z/t.json", "rekey replay ../x-y_z/t.json")]
    public void A_word_that_a_shell_would_take_apart_is_quoted(string path, string expected) =>
        Invocation.From("/opt/rekey/", "/", "replay", path).ShouldBe(expected);

    /// <summary>What a shell makes of a quoted word is the word.</summary>
    [Theory]
    [InlineData("plain.json")]
    [InlineData("a'b\"c$HOME`id`\\!*?.json")]
    [InlineData("~/a;b|c&d(e)f<g>h#i.json")]
    [InlineData("'")]
    [InlineData("two\nlines")]
    public void A_shell_reads_the_same_word_back(string word)
    {
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"printf %s {Invocation.Quoted(word)}"]) { RedirectStandardOutput = true };
        using var shell = System.Diagnostics.Process.Start(start)!;
        shell.StandardOutput.ReadToEnd().ShouldBe(word);
    }

    [Fact]
    public void A_file_whose_name_begins_with_a_hyphen_is_no_option() => Invocation.File("-x.json").ShouldBe("./-x.json");
}
