using System.Globalization;
using Rekey.Core;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Costs.Agreements;

/// <summary>Groups of a key agreement to which things happen, the same in every measurement.</summary>
public sealed class AgreementScenario
{
    private static readonly MemberId Newcomer = MemberId.Parse("z001");

    private readonly MeteredProtocol protocol;
    private readonly IReadOnlyList<MemberId> names;
    private readonly Lazy<(LockstepGroup After, Ledger Ledger)> built;
    private readonly Lazy<LockstepGroup> others;

    /// <summary>A group of n members, made in one run from n newcomers.</summary>
    public AgreementScenario(MeteredProtocol protocol, int members)
    {
        this.protocol = protocol;
        names = [.. Enumerable.Range(1, members).Select(static i => Name('m', i))];
        built = new(() => LockstepGroup.Of(protocol, names).Rekey());
        others = new(() => LockstepGroup.Of(protocol, Enumerable.Range(1, members / 2).Select(static i => Name('o', i))).Rekey().After);
    }

    /// <summary>All key agreements of the registry.</summary>
    public static IReadOnlyList<ProtocolDefinition> Protocols { get; } = [.. ProtocolRegistry.All.Where(static p => p.Contributors is not null)];

    /// <summary>Everybody who may take part with n members.</summary>
    public static IEnumerable<MemberId> Everybody(int members) =>
        [.. Enumerable.Range(1, members).SelectMany(static i => new[] { Name('m', i), Name('o', i) }), Newcomer];

    /// <summary>
    /// What an event costs. Join: one newcomer, with the largest name. Leave: the member in the middle. Merge: m = n/2 members (at least one) that
    /// have a key of their own, with names after all others. Partition: every second member, p = n/2, is cut off; measured are the others.
    /// Refresh: asked for by the leader.
    /// </summary>
    public (LockstepGroup After, Ledger Ledger, AgreementSize Size) Happen(CostEvent happening)
    {
        var n = names.Count;
        var half = n / 2;
        return happening switch
        {
            CostEvent.Build => Sized(built.Value, 0, 0),
            CostEvent.Join => Sized(built.Value.After.With(LockstepGroup.Of(protocol, [Newcomer])).Rekey(), 1, 0),
            CostEvent.Leave => Sized(built.Value.After.Without([names[half]]).Rekey(), 0, 1),
            CostEvent.Merge => Sized(built.Value.After.With(others.Value).Rekey(), half, 0),
            CostEvent.Partition => Sized(built.Value.After.Without(names.Where(static (_, i) => i % 2 == 1)).Rekey(), 0, half),
            _ => Sized(built.Value.After.Refresh(), 0, 0),
        };
    }

    /// <summary>What it costs when this or that member leaves.</summary>
    public LeaveSpread Leaves(string protocol) => new(
        protocol, names.Count, TreeHeight.Of(built.Value.After), [.. names.Select(m => built.Value.After.Without([m]).Rekey().Ledger.Serial(static w => w.Exponentiations))]);

    private (LockstepGroup After, Ledger Ledger, AgreementSize Size) Sized((LockstepGroup After, Ledger Ledger) run, int merging, int leaving) =>
        (run.After, run.Ledger, new AgreementSize(names.Count, merging, leaving, run.After.Names.Count(), TreeHeight.Of(run.After)));

    private static MemberId Name(char kind, int number) => MemberId.Parse(kind + number.ToString("000", CultureInfo.InvariantCulture));
}

/// <summary>What a leave costs, over all members that can leave.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Members">How many members there are before it.</param>
/// <param name="Height">Height of the key tree before it; null where there is none.</param>
/// <param name="Exponentiations">Serial exponentiations, by who leaves.</param>
public sealed record LeaveSpread(string Protocol, int Members, int? Height, IReadOnlyList<int> Exponentiations);

/// <summary>Measures events of the key agreements by running them over a group in which nothing is hard.</summary>
public static class AgreementRuns
{
    /// <summary>Costs of the events of one group size.</summary>
    public static IReadOnlyList<AgreementCost> Measure(ProtocolDefinition protocol, int members, IEnumerable<CostEvent> events)
    {
        var scenario = Scenario(protocol, members);
        return [.. events.Select(e =>
        {
            var (_, ledger, size) = scenario.Happen(e);
            return new AgreementCost(protocol.Spec.Name, e, size, ledger);
        })];
    }

    /// <summary>What it costs when this or that member leaves.</summary>
    public static LeaveSpread Leaves(ProtocolDefinition protocol, int members) => Scenario(protocol, members).Leaves(protocol.Spec.Name);

    private static AgreementScenario Scenario(ProtocolDefinition protocol, int members) => new(new MeteredProtocol(protocol, TransparentGroup.Suite, new SizedEnvelopes()), members);
}

/// <summary>The height of the key tree, of protocols in which it depends on what happened before.</summary>
public static class TreeHeight
{
    /// <summary>The height after a run, counted in edges; null where there is no such tree.</summary>
    public static int? Of(LockstepGroup group) => group.States.First().Base!.Foundation.TreeHeight;
}
