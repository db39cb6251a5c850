using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Checking;

/// <summary>The scenarios that are worth checking: every fault, alone and together, inside unfinished rekeys too.</summary>
public static class ScenarioMenu
{
    private static readonly string[] Budgets =
    [
        "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=3",
        "crash=2,recover=2,refresh=1,send=2,depth=3",
        "partition=2,merge=2,refresh=1,send=2,depth=3",
        "join=2,leave=2,refresh=2,send=3,depth=3",
        "crash=1,join=1,leave=1,refresh=2,send=2,replay=3,forge=3,alter=3,depth=2",
        "partition=1,merge=1,refresh=1,send=1,replay=3,transplant=2,depth=2",
        "crash=1,join=1,refresh=3,send=2,replay=8,withhold=2,depth=2",
        "refresh=4,send=4",
        "refresh=3,send=1,replay=8",
        "crash=1,leave=1,join=1,partition=1,merge=1,refresh=2,send=1,expose=2,depth=2",
    ];

    // Faults that none of them names, each with what shows most of it.
    private static readonly string[] Others =
    [
        .. Fault.OfViews.Where(static f => !Budgets.Any(b => FaultBudget.Parse(b)[f] > 0)).Select(static f => $"crash=1,join=1,refresh=2,send=2,{f.Word}=2,depth=2"),
    ];

    // In a large group: several leave before the next view is agreed, alone or with everything that changes a tree.
    private static readonly string[] LargeBudgets = ["leave=3,depth=3", "leave=2,join=1,partition=1,merge=1,depth=3"];

    // Where numbers get longer, and names that are not m1 to m6; each with faults of its own.
    private static readonly (int Members, string Start, int Budget)[] OddStarts =
    [
        (3, "counter=2147483645,draws=2147483645,names=apart", 0),
        (4, "counter=254,draws=254,names=long", 1),
        (5, "counter=65533,draws=65533,names=apart", 2),
        (4, "counter=16777213,draws=16777213,names=apart", 3),
        (2, "counter=4294901759,draws=4294901759,names=long", 4),
        (6, "counter=4294901759,names=apart", 6),
    ];

    /// <summary>
    /// Every budget with every size. Where no budget of one's own is given and the sizes go up to <see cref="CheckRequest.DefaultMembers"/>, also some runs
    /// that begin from an odd state, and larger groups of protocols that smaller ones say too little of.
    /// </summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="least">The smallest size.</param>
    /// <param name="most">The largest size of those that are explored of every protocol.</param>
    /// <param name="faults">One budget instead of all; null for all.</param>
    /// <exception cref="FormatException">The budget is none.</exception>
    public static IReadOnlyList<Scenario> Of(IDefinition protocol, int least, int most, string? faults)
    {
        if (protocol is LayerDefinition layer)
        {
            return faults is null ? OfLayer(layer, least, most) : [.. Enumerable.Range(least, most - least + 1).Select(n => Definitions.ScenarioOf(layer, n, faults))];
        }

        var rekeying = (ProtocolDefinition)protocol;
        string[] menu = faults is null ? [.. Budgets, .. Others] : [faults];
        var usual = from budget in menu from n in Enumerable.Range(least, most - least + 1) select Definitions.ScenarioOf(protocol, n, budget);
        return faults is null && most >= CheckRequest.DefaultMembers ? [.. usual, .. Odd(rekeying), .. Large(rekeying, most)] : [.. usual];
    }

    /// <summary>A layer's own menu; sizes that it does not name are not explored, because it says which are worth it.</summary>
    private static IReadOnlyList<Scenario> OfLayer(LayerDefinition layer, int least, int most) =>
    [
        .. from entry in layer.Menu
           from n in Enumerable.Range(least, most - least + 1)
           where n >= entry.Least && n <= entry.Most
           select Definitions.ScenarioOf(layer, n, entry.Faults),
    ];

    private static IEnumerable<Scenario> Odd(ProtocolDefinition protocol) =>
        OddStarts.Select(s => new Scenario(protocol, s.Members, FaultBudget.Parse(Budgets[s.Budget])) { Start = RunStart.Parse(s.Start) });

    private static IEnumerable<Scenario> Large(ProtocolDefinition protocol, int most) =>
        from budget in LargeBudgets from n in protocol.Spec.RevealingSizes where n > most select new Scenario(protocol, n, FaultBudget.Parse(budget));
}
