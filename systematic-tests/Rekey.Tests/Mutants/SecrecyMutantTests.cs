using Rekey.Checking;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutants;

/// <summary>The properties that group keys ask of each other are told apart by mutants (spec/properties.md, "Secrecy", "Mutants").</summary>
public sealed class SecrecyMutantTests
{
    [Theory]
    [InlineData("p-refresh-ratchets", "ForwardSecrecy KeyIndependence StrongKeyIndependence")]
    [InlineData("p-old-key-under-new", "BackwardSecrecy KeyIndependence StrongKeyIndependence")]
    [InlineData("p-staged-key-carried-over", "KeyIndependence StrongKeyIndependence")]
    [InlineData("p-archive-for-joiner", "StrongKeyIndependence")]
    public void A_mutant_violates_what_it_is_about_and_what_implies_that(string name, string violated)
    {
        var mutant = MutantRegistry.Find(name);
        var protocol = ProtocolRegistry.Find(mutant.Protocol);
        var report = Checker.Run(new CheckRequest
        {
            Protocol = protocol,
            Scenarios = [new Scenario(protocol, mutant.Members, FaultBudget.Parse(mutant.Faults))],
            Schedules = 3_000,
            Mutate = mutant.Mutate,
            EndsOn = Properties.VirtualSynchrony,
        });
        var secrecy = PropertySet.All().OfType<SecrecyMonitor>().Select(static m => m.Name).Where(static p => p != Properties.PerfectForwardSecrecy);

        string.Join(' ', report.Findings.Keys.Intersect(secrecy).Order(StringComparer.Ordinal)).ShouldBe(violated);
        mutant.CaughtBy.ShouldBe(violated.Split(' '));
    }
}
