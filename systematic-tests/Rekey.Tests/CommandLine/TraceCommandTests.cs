using Rekey.Reports;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey trace</c>: logs of clients.</summary>
public sealed class TraceCommandTests : CommandLineFixture
{
    private static string Log(string name) => Path.Combine(Snapshot.Root, "spec/model/client-traces", name);

    [Fact]
    public void A_broken_log_ends_with_1_and_is_told_at_a_glance()
    {
        var ran = Ran.Rekey("trace", "accept", "--model", "vs", Log("VS-4.vs.jsonl"));

        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.Split('\n').ShouldSatisfyAllConditions(
            static l => l[0].ShouldEndWith("VS-4.vs.jsonl:9: VirtualSynchrony is broken"),
            static l => l[1].ShouldBe("""  line       {"event":"view","client":"b","group":"g","view":"v2","members":["a","b"]}"""),
            static l => l[2].ShouldBe("  what       of a and b, which leave view 'v1'{a,b,c} together, only a got message 'm1' of c"),
            static l => l[3].ShouldStartWith("  clause     VS-4: Clients that go from one view to the same next one are delivered the same messages of that view."));
    }

    [Fact]
    public void A_run_is_written_as_a_log_that_is_accepted()
    {
        var trace = Put("run.trace.json", TraceJson.Write(PfsAttack));
        Ran.Rekey("trace", "export", trace, "--output", At("run.jsonl")).Code.ShouldBe(ExitCode.AsExpected);

        var ran = Ran.Rekey("trace", "accept", "--model", "vs", At("run.jsonl"));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldStartWith("accepted by virtual synchrony\n  events     ");
        ran.Output.ShouldContain("  holds      VirtualSynchrony\n");
        ran.Output.ShouldContain("  undecided  DeliveryTermination: a log that ends does not say what would still have come");
        Ran.Rekey("trace", "export", trace).Output.ShouldBe(File.ReadAllText(At("run.jsonl")));
    }

    [Fact]
    public void Bad_input_ends_with_2()
    {
        Ran.Rekey("trace", "accept", "--model", "vsx", Log("VS-4.vs.jsonl")).ShouldSatisfyAllConditions(
            static r => r.Code.ShouldBe(ExitCode.BadInput), static r => r.Error.ShouldContain("--model 'vsx': expected evs or vs"));
        Ran.Rekey("trace", "accept", Log("VS-4.vs.jsonl")).Code.ShouldBe(ExitCode.BadInput);
        Ran.Rekey("trace", "accept", "--model", "vs", At("none.jsonl")).ShouldSatisfyAllConditions(
            static r => r.Code.ShouldBe(ExitCode.BadInput), static r => r.Error.ShouldContain("none.jsonl: there is no such file; expected a client trace"));
        Ran.Rekey("trace", "accept", "--model", "vs", Put("bad.jsonl", "{\"format\":\"rekey-client-trace/1\"}\n{\"event\":\"left\",\"client\":\"a\"}\n")).ShouldSatisfyAllConditions(
            static r => r.Code.ShouldBe(ExitCode.BadInput), static r => r.Error.ShouldContain("bad.jsonl:2: group is missing; a 'left' has it"));
        Ran.Rekey("trace", "export", "--model", "evs", Put("run.trace.json", TraceJson.Write(PfsAttack))).ShouldSatisfyAllConditions(
            static r => r.Code.ShouldBe(ExitCode.BadInput), static r => r.Error.ShouldContain("expected a layer over extended virtual synchrony"));
    }
}
