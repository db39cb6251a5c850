using Rekey.Reports;
using Rekey.Reports.Printing;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>What is in a file cannot command the terminal, nor a CI that reads the log.</summary>
public sealed class PlainTextTests : CommandLineFixture
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("ä → ∞ 🙂", "ä → ∞ 🙂")]
    [InlineData("a\u001b[2Jb", @"a\u001b[2Jb")]
    [InlineData("a\u009bmb\u007f", @"a\u009bmb\u007f")]
    [InlineData("a\nb\r\nc\td", @"a\nb\r\nc\td")]
    [InlineData("a\u2028b\u202ec\u2066d", @"a\u2028b\u202ec\u2066d")]
    [InlineData("::error::x", @"\u003a:error::x")]
    [InlineData("  ::error::x", @"  \u003a:error::x")]
    [InlineData("a::error::x", "a::error::x")]
    [InlineData("a ##[error]x", @"a #\u0023[error]x")]
    [InlineData("##vso[task.x]", @"#\u0023vso[task.x]")]
    public void What_would_be_obeyed_is_shown_instead(string text, string shown) => PlainText.OneLine(text).ShouldBe(shown);

    [Fact]
    public void Half_a_surrogate_pair_is_shown_and_our_own_lines_stay_lines()
    {
        PlainText.OneLine("a" + (char)0xd83d + "b").ShouldBe(@"a\ud83db");
        PlainText.Lines("a\n::b\nc\u001b").ShouldBe("a\n" + @"\u003a:b" + "\n" + @"c\u001b");
        System.Xml.XmlConvert.VerifyXmlChars(PlainText.ForXml("a\u0001\ufffe\nb" + (char)0xdc00));
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("merge")]
    [InlineData("coverage")]
    public void No_command_shows_a_file_of_codes_as_codes(string command)
    {
        var hostile = Hostile;
        var verdict = PfsAttack.Verdict with { Message = hostile };
        var scenario = PfsAttack.Scenario with { Strategy = hostile };
        foreach (var trace in (TraceDocument[])[PfsAttack with { Verdict = verdict }, PfsAttack with { Scenario = scenario }, PfsAttack with { Scenario = scenario with { Faults = hostile } },
            PfsAttack with { Scenario = scenario with { Mutant = hostile } }, PfsAttack with { Format = hostile }, PfsAttack with { Verdict = verdict with { Property = hostile } }])
        {
            ShouldBePlain(Ran.Rekey(command, Put("hostile.json", TraceJson.Write(trace))));
        }
    }

    [Fact]
    public void Names_of_files_and_words_of_the_command_line_are_shown_plainly()
    {
        ShouldBePlain(Ran.Rekey("replay", At(Hostile.Replace("\0", "", StringComparison.Ordinal))));
        ShouldBePlain(Ran.Rekey("check", "--protocol", Hostile));
        ShouldBePlain(Ran.Rekey("check", Hostile));
        ShouldBePlain(Ran.Rekey("check", "--members", Hostile));
    }

    [Fact]
    public void Pictures_and_pages_of_a_hostile_trace_have_no_codes_and_no_markup_of_it()
    {
        var hostile = "</script><img src=x onerror=alert(1)>\u001b[2J\n    end\n    Note over p0: injected\n%%{init: {}}%%";
        var trace = PfsAttack with { Scenario = PfsAttack.Scenario with { Strategy = hostile }, Verdict = PfsAttack.Verdict with { Message = hostile } };
        Ran.Rekey("replay", Put("t.json", TraceJson.Write(trace)), "--mermaid", At("t.mmd"), "--html", At("t.html"));
        var (mermaid, html) = (File.ReadAllText(At("t.mmd")), File.ReadAllText(At("t.html")));
        mermaid.Split('\n').ShouldNotContain(static l => l.Contains("injected", StringComparison.Ordinal) && l.TrimStart().StartsWith("Note", StringComparison.Ordinal));
        mermaid.ShouldNotContain("\u001b");
        html.ShouldNotContain("\u001b");
        html.ShouldNotContain("<img");
    }

    private static string Hostile => "x\u001b[2J\u001b]0;title\u0007\r\n::error::injected\n##[error]injected\u202e";

    private static void ShouldBePlain(Ran ran)
    {
        var all = ran.Output + ran.Error;
        all.ShouldNotContain(static c => char.IsControl(c) && c != '\n');
        all.Split('\n').ShouldNotContain(static l => l.TrimStart().StartsWith("::", StringComparison.Ordinal));
        all.ShouldNotContain("##[");
        ran.Code.ShouldNotBe(ExitCode.Internal);
    }
}
