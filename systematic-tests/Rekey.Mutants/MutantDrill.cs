using System.Collections.Concurrent;
using Rekey.Conformance.Drills;
using Rekey.Worlds;

namespace Rekey.Mutants;

/// <summary>Drills a mutant, and compares its answers with those of the protocol.</summary>
public static class MutantDrill
{
    private static readonly ConcurrentDictionary<(string Protocol, string Suite), Lazy<IReadOnlyList<DrillResult>>> Right = [];

    /// <summary>The number of the first drill, from 1, in which the mutant answers otherwise; null where there is none. First over terms, then over bytes.</summary>
    public static long? Run(Mutant mutant)
    {
        var protocol = ProtocolRegistry.Find(mutant.Protocol);
        var right = Of((mutant.Protocol, "terms"), () => Drill.Run(protocol));
        if (Drill.Difference(right, Drill.Run(protocol, mutant.Mutate)) is { } overTerms)
        {
            return overTerms;
        }

        long before = right.Count;
        foreach (var (name, suite) in ElementDrill.Suites)
        {
            var overBytes = Of((mutant.Protocol, name), () => ElementDrill.Run(protocol, suite));
            if (Drill.Difference(overBytes, ElementDrill.Run(protocol, suite, mutant.Mutate)) is { } found)
            {
                return before + found;
            }

            before += overBytes.Count;
        }

        return null;
    }

    private static IReadOnlyList<DrillResult> Of((string, string) key, Func<IReadOnlyList<DrillResult>> make) =>
        Right.GetOrAdd(key, _ => new Lazy<IReadOnlyList<DrillResult>>(make)).Value;
}
