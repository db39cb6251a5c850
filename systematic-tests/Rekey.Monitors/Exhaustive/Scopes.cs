using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Monitors.Exhaustive;

/// <summary>The scopes that are closed for every protocol.</summary>
public static class Scopes
{
    private static readonly string[] Pairs =
    [
        "crash=1,join=1,depth=2", "crash=1,leave=1,depth=2", "join=1,leave=1,depth=2", "partition=1,merge=1,depth=2", "crash=1,partition=1,depth=2",
        "crash=2,depth=2", "leave=2,depth=2", "crash=1,recover=1,depth=2", "crash=1,refresh=1,depth=2",
    ];

    /// <summary>One each of the five membership faults.</summary>
    public const string FiveFaults = "crash=1,leave=1,join=1,partition=1,merge=1";

    /// <summary>The scopes of a protocol that take seconds.</summary>
    public static IReadOnlyList<Scenario> Small(ProtocolDefinition protocol) =>
        [.. from faults in Pairs select new Scenario(protocol, 3, FaultBudget.Parse(faults))];

    /// <summary>All scopes of a protocol. Protocols with key trees have four members as well, and all five faults with three.</summary>
    public static IReadOnlyList<Scenario> All(ProtocolDefinition protocol) =>
    [
        .. Small(protocol),
        .. protocol.Contributors is null
            ? from faults in Pairs.Take(5) select new Scenario(protocol, 4, FaultBudget.Parse(faults))
            : [],
        .. protocol.Contributors is null ? [new Scenario(protocol, 3, FaultBudget.Parse(FiveFaults))] : Array.Empty<Scenario>(),
    ];
}
