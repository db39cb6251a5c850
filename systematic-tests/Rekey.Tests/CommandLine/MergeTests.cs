using System.Text.RegularExpressions;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey check --shard</c> and <c>rekey merge</c>: the merged report is that of the whole; what does not belong together is refused.</summary>
public sealed partial class MergeTests : CommandLineFixture
{
    private static readonly string[] Narrow = ["check", "--protocol", "P", "--members", "2..3", "--schedules", "300", "--workers", "2"];

    private static readonly int Asked = ProtocolRegistry.Find("P").Spec.Expectations.Count;
    private static readonly int Holding = ProtocolRegistry.Find("P").Spec.Expectations.Count(static e => e.Expected == Expected.Holds);

    [Fact]
    public void The_merged_report_is_that_of_the_whole_to_the_byte()
    {
        Ran.Rekey([.. Narrow, "--json", At("whole.json")]).Code.ShouldBe(ExitCode.AsExpected);
        var whole = Timeless("whole.json");
        foreach (var n in new[] { 1, 2, 3 })
        {
            var merged = Ran.Rekey(["merge", .. Shards(n).Reverse(), "--json", At($"m{n}.json")]);

            merged.Code.ShouldBe(ExitCode.AsExpected, merged.Error);
            merged.Output.ShouldContain($"P: all {Asked} properties as expected: {Holding} not violated in 300 schedules, {Asked - Holding} fail as expected");
            Timeless($"m{n}.json").ShouldBe(whole);
        }
    }

    [Fact]
    public void A_merged_violation_is_shown_written_and_replayed()
    {
        string[] hunt = ["check", "--mutant", "p-switch-on-own-key", "--schedules", "60"];
        string[] parts = [.. Enumerable.Range(1, 2).Select(i => At($"v{i}.json"))];
        for (var i = 0; i < 2; i++)
        {
            Ran.Rekey([.. hunt, "--shard", $"{i + 1}/2", "--json", parts[i], "--trace", At("part.json")]).Code.ShouldBe(ExitCode.Violated);
        }

        var merged = Ran.Rekey(["merge", .. parts, "--trace", At("t.json"), "--html", At("m.html"), "--sarif", At("m.sarif"), "--junit", At("m.xml")]);
        merged.Code.ShouldBe(ExitCode.Violated);
        merged.Output.ShouldContain(">> after step");
        Ran.Rekey("replay", At("t.json")).Output.ShouldContain("the verdict is as recorded");
        File.ReadAllText(At("m.html")).ShouldContain("P violates NoEarlyUse");
    }

    [Fact]
    public void A_shard_says_nothing_of_attacks_that_others_may_find()
    {
        // Nobody alone sends anything, so there is nothing to attack.
        var shard = Ran.Rekey("check", "--protocol", "P", "--members", "1", "--faults", "none", "--schedules", "4", "--shard", "1/2", "--json", At("1.json"));
        shard.Code.ShouldBe(ExitCode.AsExpected);
        shard.Output.ShouldContain("not in this part");
        shard.Output.ShouldContain($"P: shard 1 of 2: {Holding} of {Asked} properties as expected");
        Ran.Rekey("check", "--protocol", "P", "--members", "1", "--faults", "none", "--schedules", "4", "--shard", "2/2", "--json", At("2.json")).Code.ShouldBe(0);

        var merged = Ran.Rekey("merge", At("1.json"), At("2.json"));
        merged.Code.ShouldBe(ExitCode.AsExpected, "of a narrowed exploration no attack is demanded");
        merged.Output.ShouldContain("no attack here");
        Ran.Rekey("merge", At("2.json"), "--partial").Code.ShouldBe(ExitCode.AsExpected);
    }

    [Fact]
    public void Missing_shards_are_named_and_may_be_accepted()
    {
        var shards = Shards(3);
        Refused("shards 1, 3 of 3 are missing; expected a report of each shard, or --partial", "merge", shards[1]);
        Ran.Rekey("merge", shards[1], shards[2], "--partial", "--json", At("p.json")).Code.ShouldBe(ExitCode.AsExpected);
        Refused("shard 2/3 is in", "merge", At("p.json"), shards[1]);

        // A part that was merged can be merged on.
        Ran.Rekey("merge", At("p.json"), shards[0], "--json", At("all.json")).Code.ShouldBe(ExitCode.AsExpected);
        CheckReader.Read(At("all.json")).Document.Shards.ShouldBeNull();
    }

    [Fact]
    public void What_does_not_belong_together_is_refused_with_the_files_and_what_was_expected()
    {
        var shards = Shards(2);
        string Other(string name, params string[] options)
        {
            Ran.Rekey([.. Narrow, "--shard", "2/2", "--json", At(name), .. options]);
            return At(name);
        }

        Refused($"{shards[0]}: shard 1/2 is in {shards[0]} already", "merge", shards[0], shards[0]);
        Refused($"{At("seed.json")}: seed 5, but {shards[0]} has 1; expected reports of one exploration", "merge", shards[0], Other("seed.json", "--seed", "5"));
        Refused("steps 99, but", "merge", shards[0], Other("steps.json", "--steps", "99"));
        Refused($"other scenarios than {shards[0]}", "merge", shards[0], Other("faults.json", "--faults", "none"));
        Refused("number of shards 3, but", "merge", shards[0], Shards(3)[1]);
        Refused("is of the whole exploration, and so is", "merge", Whole(), At("w.json"));
    }

    [Fact]
    public void Reports_of_different_builds_are_refused()
    {
        var shards = Shards(2);
        var document = CheckReader.Read(shards[1]).Document with { Build = new BuildIdentity("0.0.9", "beef") };
        Put("old.json", CheckJson.Write(document with { Digest = CheckJson.DigestOf(document) }));

        Refused($"{At("old.json")}: written by build 0.0.9 (beef), but {shards[0]} by build", "merge", shards[0], At("old.json"));
        Refused("expected to be read by the build that wrote it", "merge", At("old.json"), "--partial");
        Refused("expected to be read by the build that wrote it", "coverage", At("old.json"));
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("coverage")]
    public void What_is_no_report_is_refused_with_its_name(string command)
    {
        var text = File.ReadAllText(Whole());
        Refused("none.json: there is no such file; expected a report, format rekey-check/3", command, At("none.json"));
        Refused(": is a folder; expected a report", command, Folder);
        Refused("empty.json: no report: the document is cut off (at line 1)", command, Put("empty.json", ""));
        Refused("cut.json: no report: the document is cut off (at line", command, Put("cut.json", text[..(text.Length / 2)]));
        Refused("format is 'rekey-check/9'; expected 'rekey-check/3'", command, Put("new.json", text.Replace("rekey-check/3", "rekey-check/9", StringComparison.Ordinal)));
        Refused("format is 'missing'", command, Put("other.json", "[1,2]"));
        Refused("the digest is not that of the content", command, Put("bit.json", text.Replace("\"steps\": 1", "\"steps\": 2", StringComparison.Ordinal)));
        Refused("there is no such field", command, Put("field.json", text.Replace("\"deepestCascade\"", "\"deepest\"", StringComparison.Ordinal)));
        Refused("a value of another kind is expected", command, Put("kind.json", text.Replace("\"unfinished\": 0", "\"unfinished\": \"0\"", StringComparison.Ordinal)));
        Refused("Duplicate property", command, Put("twice.json", text.Replace("\"mutant\": null,", "\"mutant\": null, \"mutant\": null,", StringComparison.Ordinal)));
        Refused("no report", command, Put("binary.json", "\0\u0001\u0002"));
    }

    [Fact]
    public void A_report_of_unknown_names_is_refused()
    {
        var document = CheckReader.Read(Whole()).Document;
        string With(CheckedProtocol protocol)
        {
            var changed = document with { Protocols = [protocol] };
            return Put("names.json", CheckJson.Write(changed with { Digest = CheckJson.DigestOf(changed) }));
        }

        var p = document.Protocols[0];
        Refused("names.json: unknown protocol 'Q'", "merge", With(p with { Protocol = "Q" }));
        Refused("names.json: unknown state 'Nowhere' of P", "merge", With(p with { Cells = p.Cells with { Visits = new Dictionary<string, long> { ["Nowhere x Block"] = 1 } } }));
        Refused("names.json: unknown rule 'X-99' of P", "merge", With(p with { Rules = p.Rules with { Applied = new Dictionary<string, long> { ["X-99"] = 1 } } }));
        Refused("names.json: unknown fault 'flood' of P", "coverage", With(p with { Faults = new Dictionary<string, long> { ["flood at Keyed"] = 1 } }));
        Refused("choice 'Instal 0 0 0': expected a move", "merge", With(p with { Findings = [p.Findings[0] with { Choices = ["Instal 0 0 0"] }] }));
    }

    [Fact]
    public void Shards_and_evidence_exclude_each_other() =>
        Refused("--shard and --evidence exclude each other", [.. Narrow, "--shard", "1/2", "--evidence", At("e.json")]);

    [Theory]
    [InlineData("0/0")]
    [InlineData("3/2")]
    [InlineData("x")]
    public void A_shard_that_is_none_is_refused(string shard) => Refused($"--shard '{shard}': expected i/N with i from 1 to N", "check", "--shard", shard);

    private string Whole()
    {
        Ran.Rekey([.. Narrow, "--json", At("w.json")]).Code.ShouldBe(ExitCode.AsExpected);
        return At("w.json");
    }

    private string[] Shards(int n) => [.. Enumerable.Range(1, n).Select(i =>
    {
        var path = At($"shard{i}of{n}.json");
        Ran.Rekey([.. Narrow, "--shard", $"{i}/{n}", "--json", path]).Code.ShouldBe(ExitCode.AsExpected);
        return path;
    })];

    /// <summary>All of a report but how long it took and on how many threads.</summary>
    private string Timeless(string name) => Time().Replace(File.ReadAllText(At(name)), "");

    private static void Refused(string message, params string[] args)
    {
        var ran = Ran.Rekey(args);
        ran.Error.ShouldContain(message);
        ran.Error.ShouldStartWith("error: ");
        ran.Error.TrimEnd().ShouldNotContain('\n');
        ran.Code.ShouldBe(ExitCode.BadInput);
    }

    [GeneratedRegex(@"^ *""(seconds|workers)"": .*\n", RegexOptions.Multiline)]
    private static partial Regex Time();
}
