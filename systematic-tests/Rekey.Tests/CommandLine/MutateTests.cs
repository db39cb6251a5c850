using Rekey.Mutants;
using Rekey.Mutation;
using Rekey.Reports;
using Rekey.Reports.Mutating;
using Rekey.Reports.SpecRendering;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey mutate</c>, what it keeps, and what is said of it.</summary>
public sealed class MutateTests : CommandLineFixture
{
    [Fact]
    public void What_would_be_broken_is_listed()
    {
        var ran = Ran.Rekey("mutate", "--list", "--rule", "T-10", "--per-rule", "3", "--root", Snapshot.Root, "--data", At("data.json"));

        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.TrimEnd().Split('\n').Length.ShouldBeGreaterThan(2);
        ran.Output.TrimEnd().Split('\n').ShouldAllBe(static l => l.StartsWith("T-10", StringComparison.Ordinal) && l.Contains(" => "));
    }

    [Theory]
    [InlineData("--area", "refrence", "'refrence'")]
    [InlineData("--channels", "exploration,drill", "'drill'")]
    [InlineData("--rule", "no-rule", "'no-rule'")]
    [InlineData("--file", "nowhere", "'nowhere'")]
    [InlineData("--per-rule", "0", "--per-rule '0'")]
    public void A_wrong_word_is_refused_and_named(string option, string value, string named)
    {
        var ran = Ran.Rekey("mutate", "--list", option, value, "--root", Snapshot.Root, "--data", At("data.json"));

        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain(named);
    }

    [Fact]
    public void Without_a_build_nothing_is_broken_and_the_build_is_named()
    {
        Put("Rekey.Verified.sln", "");
        Directory.CreateDirectory(At("reference"));
        Directory.CreateDirectory(At("spec/Rekey.Spec"));
        Put("reference/A.cs", "class A { bool F(int a) => a > 1; }");
        foreach (var mutant in MutantRegistry.All)
        {
            var type = mutant.GetType();
            var path = $"systematic-tests/Rekey.Mutants/{type.Namespace!.Split('.')[^1]}";
            Directory.CreateDirectory(At(path));
            Put($"{path}/{type.Name}.cs", "");
        }

        var ran = Ran.Rekey("mutate", "--area", "reference", "--root", Folder, "--data", At("data.json"));
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain("dotnet build Rekey.Verified.sln -c Release");
    }

    [Fact]
    public void What_is_kept_is_read_as_it_was_written_and_anything_else_is_refused()
    {
        var finding = new Finding(
            new Breakage("f.cs:F:negate:1", Area.Table, null, "negate", "f.cs", 7, "a | `b`", "!(a)"), new Dictionary<string, string> { ["exploration"] = "", ["tests"] = "T" });
        var text = MutationJson.Write(new MutationData("rekey mutate", [new KeptChannel("exploration", "rekey check")], [finding]));
        var path = Put("data.json", text);

        MutationJson.Write(MutationJson.Read(path)).ShouldBe(text);
        Should.Throw<FormatException>(() => MutationJson.Read(Put("other.json", text.Replace("rekey-mutation/1", "rekey-mutation/2", StringComparison.Ordinal)))).Message.ShouldContain("rekey-mutation/1");
        Should.Throw<FormatException>(() => MutationJson.Read(Put("none.json", "[]"))).Message.ShouldContain("none.json");
        Should.Throw<FormatException>(() => MutationJson.Read(Put("null.json", "null"))).Message.ShouldContain("null.json");
        MutationJson.ReadJudged(At("judged.json")).ShouldBeEmpty();
        Should.Throw<FormatException>(() => MutationJson.ReadJudged(Put("judged.json", """{"format":"rekey-mutation-judged/1","equivalent":[{"id":"a","reason":"b"},{"id":"a","reason":"c"}]}""")))
            .Message.ShouldContain("once");
    }

    /// <summary>The figure stands in the README as it follows from what is kept.</summary>
    [Fact]
    public void The_README_says_what_nothing_notices() =>
        File.ReadAllText(Path.Combine(Snapshot.Root, "README.md")).ShouldContain(MutationMarkdown.Sentence(Snapshot.Root));

    [Fact]
    public void Whoever_is_judged_was_tried_and_noticed_by_nothing_and_the_reason_is_one()
    {
        var kept = MutationJson.Read(Path.Combine(Snapshot.Root, MutationJson.File)).Findings.ToDictionary(static f => f.Breakage.Id);
        foreach (var (id, reason) in MutationJson.ReadJudged(Path.Combine(Snapshot.Root, MutationJson.JudgedFile)))
        {
            kept.ShouldContainKey(id);
            kept[id].NoticedBy.ShouldBeEmpty(id);
            reason.Length.ShouldBeGreaterThan(20, id);
        }
    }

    [Fact]
    public void Every_mutant_by_hand_has_its_file()
    {
        var own = OwnMutants.All(Snapshot.Root).ToList();

        own.Select(static b => OwnMutants.Of(b).Name).ShouldBe(MutantRegistry.All.Select(static m => m.Name));
        own.ShouldAllBe(static b => File.Exists(Path.Combine(Snapshot.Root, b.File)));
    }
}
