using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Coyote;

/// <summary>Every protocol of the registry, as actors, with faults and cascades, under strategies that other people wrote.</summary>
public sealed class ProtocolsUnderCoyoteTests
{
    /// <summary>Which of Coyote's strategies: without memory, by priorities, by few delays, and one that learns.</summary>
    private static readonly string[] Strategies = ["random", "pct", "fairdelay", "qlearning"];

    public static TheoryData<string, string> Runs()
    {
        var runs = new TheoryData<string, string>();
        foreach (var protocol in ProtocolRegistry.All)
        {
            foreach (var strategy in Strategies)
            {
                runs.Add(protocol.Spec.Name, strategy);
            }
        }

        return runs;
    }

    /// <summary>One schedule of each scenario of <c>rekey check</c> with 3 and 4 members.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void A_protocol_keeps_its_properties(string name, string strategy)
    {
        var protocol = ProtocolRegistry.Find(name);
        var scenarios = CheckRequest.DefaultScenarios(protocol, 3, 4);
        var report = CoyoteChecker.Run(new CheckRequest
        {
            Protocol = protocol, Scenarios = scenarios, Strategy = CoyoteStrategy.InRequest(strategy), Schedules = scenarios.Count,
        });

        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        (report.Schedules, report.Unfinished, report.Request.Strategy).ShouldBe((scenarios.Count, 0, $"coyote-{strategy}"));

        // It would prove little if nothing went wrong in these schedules.
        report.DeepestCascade.ShouldBeGreaterThanOrEqualTo(2);
        report.ViewChanges.ShouldBeGreaterThan(scenarios.Count);
        Struck(report, Fault.Crash).ShouldBeGreaterThan(0);
        (Struck(report, Fault.Partition) + Struck(report, Fault.Join) + Struck(report, Fault.Leave)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void At_least_four_strategies_of_Coyotes_are_used() =>
        Strategies.Distinct().Intersect(CoyoteStrategy.Names).Count().ShouldBeGreaterThanOrEqualTo(4);

    private static long Struck(CheckReport report, Fault fault) =>
        Enumerable.Range(0, report.Request.Protocol.Spec.Table.States.Count).Sum(state => report.Coverage[fault, (byte)state]);
}
