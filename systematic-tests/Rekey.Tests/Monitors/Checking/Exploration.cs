using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Small explorations of protocol P.</summary>
internal static class Exploration
{
    public const string Faults = "crash=1,join=1,partition=1,merge=1,refresh=1,send=2,replay=1,forge=1,depth=2";

    public static ProtocolDefinition P => ProtocolRegistry.Find("P");

    public static CheckRequest Request(long schedules = 60, string faults = Faults, params int[] members) => new()
    {
        Protocol = P,
        Scenarios = [.. (members.Length == 0 ? [2, 3] : members).Select(n => new Scenario(P, n, FaultBudget.Parse(faults)))],
        Schedules = schedules,
    };

    /// <summary>The exploration of a mutant, with several workers.</summary>
    public static CheckRequest Hunt(string mutant, long schedules = 5_000, int workers = 1) =>
        MutantHunt.Request(MutantRegistry.Find(mutant), "portfolio", 1, schedules) with { Workers = workers };

    /// <summary>The protocol with another expectation of one property.</summary>
    public static ProtocolDefinition Expecting(string property, Expected expected, ProtocolDefinition? of = null) => P with
    {
        Spec = P.Spec with { Expectations = [.. (of ?? P).Spec.Expectations.Select(e => e.Property == property ? e with { Expected = expected } : e)] },
    };

    /// <summary>A finding, to the last choice.</summary>
    public static string Text(Finding finding) =>
        $"{finding.Violation} at {finding.Schedule} of {finding.Scenario.Members} members: {string.Join(' ', finding.Choices.Select(Text))}";

    private static string Text(Choice choice) => $"{choice.Kind}.{choice.A}.{choice.B}.{choice.Option}";
}
