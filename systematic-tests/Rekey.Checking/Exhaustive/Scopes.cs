using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Checking.Exhaustive;

/// <summary>The scopes that are closed for every protocol.</summary>
public static class Scopes
{
    /// <summary>One each of the five membership faults.</summary>
    public const string FiveFaults = "crash=1,leave=1,join=1,partition=1,merge=1";

    private static readonly string[] Few = ["crash=1,depth=1", "leave=1,join=1", "partition=1,merge=1"];

    // Who is exposed makes no other states, but many memories: what is asked of it is decided by construction, in groups of two.
    private static readonly string[] Exposed = ["leave=1,expose=1", "refresh=1,expose=1"];

    // One use of a power of the adversary, in groups of two: every property is decided in them. What has many ways takes longer.
    private static readonly string[] Attacked = ["withhold=1", "replay=1", "transplant=1"];
    private static readonly string[] AttackedInManyWays = ["forge=1", "alter=1"];

    // Two faults, the second of which may strike while the rekey after the first one is unfinished.
    private static readonly string[] Pairs =
    [
        "crash=1,join=1,depth=1", "crash=1,leave=1,depth=1", "leave=1,join=1,depth=1", "partition=1,merge=1,depth=1", "crash=1,partition=1,depth=1",
    ];

    /// <summary>The scopes of a protocol that take a second or two.</summary>
    public static IReadOnlyList<Scenario> Small(IDefinition protocol) => protocol is LayerDefinition layer ? [.. All(layer).Where(static s => s.Members <= 2)] :
    [
        .. Few.Select(f => new Scenario(protocol, 3, FaultBudget.Parse(f))), .. OfTwo(protocol, [.. Exposed, .. Attacked]),
    ];

    /// <summary>
    /// A scope as it is searched: of a layer, it begins with a group that has formed. How three clients come together is more than all that can go wrong
    /// afterwards; sampling begins from nothing.
    /// </summary>
    public static Scenario Begun(Scenario scope) => scope.Protocol is LayerDefinition ? scope with { Start = scope.Start with { IsFormed = true } } : scope;

    /// <summary>
    /// All scopes of a protocol: the small ones, those with a power that has many ways, and those that its specification names; where it names none, three
    /// members with two faults, and with all five; those that distribute keys also with four members.
    /// </summary>
    public static IReadOnlyList<Scenario> All(IDefinition definition)
    {
        if (definition is LayerDefinition layer)
        {
            return [.. layer.Scopes.Select(s => Begun(Definitions.ScenarioOf(layer, s.Members, s.Faults)))];
        }

        var protocol = (ProtocolDefinition)definition;
        IEnumerable<Scenario> small = [.. Small(protocol), .. OfTwo(protocol, AttackedInManyWays)];
        if (protocol.Spec.Scopes is { } own)
        {
            return [.. small, .. own.Select(s => new Scenario(protocol, s.Members, FaultBudget.Parse(s.Faults)))];
        }

        var scopes = Pairs.Select(f => new Scenario(protocol, 3, FaultBudget.Parse(f)));
        return protocol.Contributors is not null ? [.. small, .. scopes] :
        [
            .. small, .. scopes, .. scopes.Select(static s => s with { Members = 4 }), new Scenario(protocol, 3, FaultBudget.Parse(FiveFaults)),
        ];
    }

    private static IEnumerable<Scenario> OfTwo(IDefinition protocol, IEnumerable<string> faults) => faults.Select(f => new Scenario(protocol, 2, FaultBudget.Parse(f)));
}
