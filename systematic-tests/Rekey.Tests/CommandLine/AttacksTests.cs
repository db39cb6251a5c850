using Rekey.Cli.Arguments;
using Rekey.Reports;
using Rekey.Reports.Attacks;
using Rekey.Reports.Replaying;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey attacks</c>: each property that a protocol does not have is shown by a pinned run.</summary>
public sealed class AttacksTests : CommandLineFixture
{
    private static string Committed => Path.Combine(Snapshot.Root, PinnedAttacks.Folder);

    public static TheoryData<string> Names() => [.. PinnedAttacks.All.Select(static a => a.Name)];

    [Fact]
    public void Every_committed_attack_replays_and_none_is_missing_or_too_many() => PinnedAttacks.Verify(Committed).ShouldBeEmpty("run: rekey attacks generate");

    [Theory]
    [MemberData(nameof(Names))]
    public void Transcripts_match_their_traces(string name)
    {
        var replay = Replay.Of(Path.Combine(Committed, $"{name}.trace.json"));
        replay.ViolatesExpectation.ShouldBeFalse();
        Snapshot.Match($"{PinnedAttacks.Folder}/{name}.verified.txt", PinnedAttacks.TextOf(replay.Replayed));
    }

    [Fact]
    public void There_is_one_for_every_property_that_fails() =>
        PinnedAttacks.All.Select(static a => (a.Protocol.Spec.Name, a.Property)).ShouldBe(
            ProtocolRegistry.All.SelectMany(static p => p.Spec.Expectations.Where(static e => e.Expected == Expected.FailsAsExpected).Select(e => (p.Spec.Name, e.Property))));

    [Fact]
    public void Generated_they_are_those_that_are_committed()
    {
        var ran = Ran.Rekey("attacks", "generate", "--dir", Folder);
        ran.Code.ShouldBe(ExitCode.AsExpected);
        foreach (var attack in PinnedAttacks.All)
        {
            File.ReadAllText(At(attack.Transcript)).ShouldBe(File.ReadAllText(Path.Combine(Committed, attack.Transcript)));
        }

        Ran.Rekey("attacks", "verify", "--dir", Folder).ShouldSatisfyAllConditions(
            static r => r.Code.ShouldBe(ExitCode.AsExpected), static r => r.Output.ShouldContain("attacks replay"));
    }

    [Fact]
    public void What_is_missing_changed_swapped_or_too_much_is_named()
    {
        foreach (var file in Directory.GetFiles(Committed))
        {
            File.Copy(file, At(Path.GetFileName(file)));
        }

        File.Delete(At("c-keyindependence.verified.txt"));
        File.AppendAllText(At("b-keyindependence.verified.txt"), "more");
        File.Copy(At("p-perfectforwardsecrecy.trace.json"), At("o-keyindependence.trace.json"), overwrite: true);
        Put("o3-keyindependence.trace.json", "{");
        Put("q-agreement.verified.txt", "of a protocol that is gone");
        var ran = Ran.Rekey("attacks", "verify", "--dir", Folder);
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("c-keyindependence.verified.txt: is missing");
        ran.Output.ShouldContain("b-keyindependence.verified.txt: is not the text of the trace");
        ran.Output.ShouldContain("o-keyindependence.trace.json: is not an attack on KeyIndependence of O");
        ran.Output.ShouldContain("o3-keyindependence.trace.json: ");
        ran.Output.ShouldContain("q-agreement.verified.txt: no protocol is expected to fail so");
        Ran.Rekey("attacks", "verify", "--dir", At("none")).Code.ShouldBe(ExitCode.BadInput);
    }
}
