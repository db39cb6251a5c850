using Rekey.Costs.Agreements;
using Rekey.Wire;

namespace Rekey.Costs;

/// <summary>What <c>rekey costs</c> was asked to do.</summary>
/// <param name="Protocols">Which protocols with key trees.</param>
/// <param name="Agreements">Which key agreements.</param>
/// <param name="Events">Which events.</param>
/// <param name="Members">Which group sizes.</param>
/// <param name="Policy">How trees grow.</param>
/// <param name="Degree">Most children of a key.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="Html">Where the page goes.</param>
public sealed record CostPlan(
    IReadOnlyList<CostProtocol> Protocols,
    IReadOnlyList<ProtocolDefinition> Agreements,
    IReadOnlyList<CostEvent> Events,
    IReadOnlyList<int> Members,
    string Policy,
    int Degree,
    string? Json,
    string? Html)
{
    /// <summary>What the generated tables show: all protocols and events, every power of two from 2 to 128.</summary>
    public static CostPlan Standard { get; } = new(
        [.. CostProtocol.Names.Select(static n => CostProtocol.Find(n, "paper", 2))], AgreementScenario.Protocols, Enum.GetValues<CostEvent>(), [2, 4, 8, 16, 32, 64, 128], "paper", 2, null, null);

    /// <summary>The events that protocols with key trees are measured in.</summary>
    public IReadOnlyList<CostEvent> TreeEvents => [.. Events.Where(CostProtocol.Events.Contains)];

    /// <summary>Measures everything, in the order of protocols, events and members.</summary>
    public CostReport Measure(Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var (trees, agreements) = (new List<CostRow>(), new List<AgreementCost>());
        var (done, all) = (0, (Protocols.Count + Agreements.Count) * Members.Count);
        foreach (var members in Members)
        {
            foreach (var protocol in Protocols)
            {
                trees.AddRange(CostRuns.Measure(protocol, members, TreeEvents));
                Proceed();
            }

            foreach (var protocol in Agreements)
            {
                agreements.AddRange(AgreementRuns.Measure(protocol, members, Events));
                Proceed();
            }
        }

        return new CostReport(
            [.. trees.OrderBy(r => Protocols.ToList().IndexOf(r.Protocol)).ThenBy(r => Events.ToList().IndexOf(r.Event))],
            [.. agreements.OrderBy(c => Agreements.ToList().FindIndex(p => p.Spec.Name == c.Protocol)).ThenBy(c => Events.ToList().IndexOf(c.Event))]);

        void Proceed()
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke(++done, (double)done / all);
        }
    }
}

/// <summary>What was measured.</summary>
/// <param name="Trees">Of protocols with key trees.</param>
/// <param name="Agreements">Of key agreements.</param>
public sealed record CostReport(IReadOnlyList<CostRow> Trees, IReadOnlyList<AgreementCost> Agreements)
{
    /// <summary>Whether a measurement is not what is stated.</summary>
    public bool IsWrong => Trees.Any(static r => r.Differences.Count > 0) || Agreements.Any(static c => c.Differences.Count > 0);
}
