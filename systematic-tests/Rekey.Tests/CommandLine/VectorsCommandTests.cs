using Rekey.Reports;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey vectors</c>: what it generates verifies, and a changed byte is found and named.</summary>
public sealed class VectorsCommandTests : CommandLineFixture
{
    private const string Messages = "vectors/suite1/p-messages.json";

    [Fact]
    public void What_is_generated_verifies()
    {
        Generate();
        var ran = Verify();
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldBe("all vectors verify\n", StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void A_changed_byte_is_named_with_its_case_and_field()
    {
        Generate();
        var text = File.ReadAllText(At(Messages));
        var id = text.IndexOf("\"id\": \"", text.IndexOf("\"cases\"", StringComparison.Ordinal), StringComparison.Ordinal) + 7;
        var message = text.IndexOf("\"message\": \"", id, StringComparison.Ordinal) + 12;
        File.WriteAllText(At(Messages), text[..(message + 5)] + (text[message + 5] == '0' ? '1' : '0') + text[(message + 6)..]);
        Failure($"{Messages}: case {text[id..text.IndexOf('"', id)]}: cases.0.message differs at character 5: expected ...");
    }

    [Theory]
    [InlineData("", "no vectors: the document is cut off (at line 1)")]
    [InlineData("{", "no vectors: the document is cut off (at line 1)")]
    [InlineData("null", "no vectors: expected an object (at $)")]
    [InlineData("[]", "no vectors: expected an object (at $)")]
    [InlineData("{\"suite\": 1, \"suite\": 1}", "no vectors: Duplicate property 'suite'")]
    public void A_file_that_holds_no_vectors_is_named(string content, string message)
    {
        Generate();
        File.WriteAllText(At(Messages), content);
        Failure($"{Messages}: {message}");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Generate();
        File.Delete(At(Messages));
        Failure($"{Messages}: the file is missing");
    }

    [Fact]
    public void A_missing_folder_is_bad_input()
    {
        var ran = Ran.Rekey("vectors", "verify", "--dir", At("none"));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain("there is no such folder");
    }

    private void Generate() => Ran.Rekey("vectors", "generate", "--dir", Folder).Code.ShouldBe(ExitCode.AsExpected);

    private Ran Verify() => Ran.Rekey("vectors", "verify", "--dir", Folder);

    private void Failure(string beginning)
    {
        var ran = Verify();
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Error.ShouldBeEmpty();
        var lines = ran.Output.TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
        lines[0].ShouldStartWith(beginning);
        lines[1].ShouldBe("1 failure");
        lines.Length.ShouldBe(2);
    }
}
