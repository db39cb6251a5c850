using Rekey.Checking;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Groups whose members do not fit one word: places 63, 64 and 65 are taken, and counted, like any other.</summary>
public sealed class LargeGroupTests
{
    [Theory]
    [InlineData("P", 62)]
    [InlineData("P", 63)]
    [InlineData("P", 64)]
    [InlineData("C", 63)]
    [InlineData("O3-balanced", 63)]
    [InlineData("CKD", 63)]
    [InlineData("STR", 63)]
    public void Everybody_acknowledges_before_anybody_uses_a_key(string name, int members)
    {
        var protocol = ProtocolRegistry.Find(name);
        var report = Checker.Run(new CheckRequest
        {
            Protocol = protocol,
            Scenarios = [new Scenario(protocol, members, FaultBudget.Parse("join=2,refresh=1,depth=1"))],
            Schedules = 2,
            Secrecy = false,
        });

        report.Findings.ShouldBeEmpty();
        (report.Schedules, report.Unfinished).ShouldBe((2, 0));
    }
}
