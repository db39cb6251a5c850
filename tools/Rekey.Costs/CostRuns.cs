using System.Globalization;
using Rekey.Core;

namespace Rekey.Costs;

/// <summary>Measures events by running them.</summary>
public static class CostRuns
{
    /// <summary>Fewest members that make a group.</summary>
    public const int LeastMembers = 2;

    /// <summary>Most members.</summary>
    public const int MostMembers = 256;

    private static readonly MemberId Server = MemberId.Parse("a001");
    private static readonly MemberId Newcomer = MemberId.Parse("z001");

    /// <summary>Costs of the events of one group size; what they have in common is run once.</summary>
    public static IReadOnlyList<CostRow> Measure(CostProtocol protocol, int members, IReadOnlyList<CostEvent> events)
    {
        var names = Enumerable.Range(1, members).Select(Name).ToList();
        var server = protocol.HasServer ? new[] { Server } : [];
        var build = new Lazy<(QuietGroup Group, CostMeasure Cost)>(() => QuietGroup.Of(protocol, [.. server, .. names]).Rekey());
        return [.. events.Select(e => new CostRow(protocol, e, members, Cost(e), CostFormulas.Exact(protocol, e, members)))];

        CostMeasure Cost(CostEvent wanted) => wanted switch
        {
            CostEvent.Build => build.Value.Cost,
            CostEvent.Join => build.Value.Group.With(QuietGroup.Of(protocol, [Newcomer])).Rekey().Cost,
            CostEvent.Leave => build.Value.Group.Without(names[0]).Rekey().Cost,
            _ => Merge(protocol, [.. server, .. names], server.Length + (members / 2)),
        };
    }

    /// <summary>Of two servers one becomes a client.</summary>
    private static CostMeasure Merge(CostProtocol protocol, IReadOnlyList<MemberId> names, int first)
    {
        var left = QuietGroup.Of(protocol, names.Take(first)).Rekey().After;
        var right = QuietGroup.Of(protocol, names.Skip(first)).Rekey().After;
        return left.With(right).Rekey().Cost;
    }

    private static MemberId Name(int number) => MemberId.Parse("m" + number.ToString("000", CultureInfo.InvariantCulture));
}
