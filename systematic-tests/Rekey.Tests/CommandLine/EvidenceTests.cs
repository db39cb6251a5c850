using System.Text.Json;
using Rekey.Checking.Judging;
using Rekey.Reports;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>Evidence: kept by <c>rekey check --evidence</c>, shown in the matrix by <c>rekey spec render</c>.</summary>
public sealed class EvidenceTests : CommandLineFixture
{
    [Fact]
    public void It_is_kept_and_shown()
    {
        Directory.CreateDirectory(At("spec"));
        var path = At("spec/evidence.json");
        var ran = Ran.Rekey("check", "--protocol", "P", "--members", "2..3", "--schedules", "60", "--workers", "2", "--evidence", path);
        ran.Code.ShouldBe(ExitCode.AsExpected);
        var entry = Evidence.Read(path).Protocols.ShouldHaveSingleItem();
        (entry.Protocol, entry.Command, entry.LeastMembers, entry.MostMembers, entry.Schedules).ShouldBe(("P", "rekey check --protocol P --members 2..3 --schedules 60", 2, 3, 60L));
        entry.NotViolated.ShouldBe(ProtocolRegistry.Find("P").Spec.Expectations.Where(static e => e.Expected == Expected.Holds).Select(static e => e.Property));

        var page = GeneratedFiles.Render(Folder)["spec/generated/matrix.md"];
        page.ShouldContain("| Agreement | ~ | ○ |");
        page.ShouldContain("| P | 60 |");
        page.ShouldContain("`rekey check --protocol P --members 2..3 --schedules 60`");
        using var json = JsonDocument.Parse(GeneratedFiles.Render(Folder)["spec/generated/matrix.json"]);
        var cells = json.RootElement.GetProperty("cells").EnumerateArray().ToList();
        cells.Count.ShouldBe(ProtocolRegistry.All.Sum(static p => p.Spec.Expectations.Count));
        cells[0].GetProperty("notViolatedInSchedules").GetInt64().ShouldBe(60);
    }

    [Fact]
    public void Entries_of_other_protocols_stay()
    {
        var one = new EvidenceEntry("P", "a", 1, 2, 3, 4, 5, 6, ["Agreement"]);
        var both = new Evidence(Evidence.CurrentFormat, [one]).With([one with { Protocol = "C" }]).With([one with { Schedules = 9 }]);
        both.Protocols.Select(static p => (p.Protocol, p.Schedules)).ShouldBe([("C", 3L), ("P", 9L)]);
        Evidence.Read(Put("e.json", both.Write())).Write().ShouldBe(both.Write());
    }

    [Fact]
    public void Of_an_exploration_that_is_not_as_expected_none_is_kept()
    {
        var ran = Ran.Rekey("check", "--protocol", "P", "--members", "3", "--faults", "none", "--schedules", "5", "--steps", "9", "--evidence", At("e.json"));
        ran.Code.ShouldBe(ExitCode.Unfinished);
        ran.Error.ShouldContain("no evidence is kept");
        File.Exists(At("e.json")).ShouldBeFalse();
        Ran.Rekey("check", "--mutant", "p-no-restart", "--evidence", At("e.json")).Error.ShouldContain("--mutant and --evidence exclude each other");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"format\":\"rekey-evidence/0\",\"protocols\":[]}")]
    [InlineData("null")]
    public void A_file_that_is_no_evidence_is_refused(string content)
    {
        Directory.CreateDirectory(At("spec"));
        Put("Rekey.Verified.sln", "");
        Put("spec/evidence.json", content);
        var ran = Ran.Rekey("spec", "render", "--root", Folder);
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain("evidence.json");
        ran.Error.ShouldContain("expected");
    }

    [Fact]
    public void The_committed_evidence_is_of_every_protocol_and_every_property_that_holds() =>
        Matrix.Of(Snapshot.Root).Cells.ShouldAllBe(static c => c.Expected == Expected.Holds ? c.Explored != null : c.Attack != null);
}
