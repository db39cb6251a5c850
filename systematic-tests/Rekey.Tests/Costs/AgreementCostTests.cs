using System.Text;
using Rekey.Cli.Arguments;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Crypto.Concrete;
using Rekey.Reports.Costs;
using Rekey.Tests.Architecture;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Costs;

/// <summary>What key agreements cost (spec/costs-key-agreement.md): measured, stated and published figures, and the reasons between them.</summary>
public sealed class AgreementCostTests
{
    private static readonly int[] Sizes = [.. Enumerable.Range(2, 16), 23, 29, 31, 32, 33, 47, 63, 64];
    private static readonly CostEvent[] Events = Enum.GetValues<CostEvent>();
    private static readonly CostColumn[] Columns = Enum.GetValues<CostColumn>();
    private static readonly Dictionary<string, Lazy<List<AgreementCost>>> Measured =
        AgreementScenario.Protocols.ToDictionary(static p => p.Spec.Name, static p => new Lazy<List<AgreementCost>>(() => [.. Sizes.SelectMany(n => AgreementRuns.Measure(p, n, Events))]));

    public static TheoryData<string> Protocols() => [.. AgreementScenario.Protocols.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_cost_is_stated_and_every_measurement_is_what_is_stated(string protocol)
    {
        foreach (var cost in Measured[protocol].Value)
        {
            Columns.ShouldAllBe(c => cost.Stated(c) != null, $"{protocol}, {cost.Event}");
            cost.Differences.ShouldBeEmpty($"{protocol}, {cost.Event}, n = {cost.Size.Before}");
        }
    }

    /// <summary>A bound that nothing comes near says nothing.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_stated_bound_is_reached(string protocol)
    {
        foreach (var (happening, column) in Events.SelectMany(static e => Columns.Select(c => (e, c))))
        {
            var bounded = Measured[protocol].Value.Where(c => c.Event == happening && c.Size.After > 1 && c.Stated(column)!.IsBound(c.Size)).ToList();
            if (bounded.Count > 0)
            {
                bounded.ShouldContain(c => c[column] == c.Stated(column)!.Of(c.Size), $"{protocol}, {happening}, {column}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_difference_to_a_published_figure_has_a_reason_and_every_reason_a_difference(string protocol)
    {
        var used = new HashSet<CostReason>();
        foreach (var cost in Measured[protocol].Value)
        {
            foreach (var column in Columns.Where(cost.IsUnlikePublished))
            {
                var reason = CostReasons.Find(cost, column);
                reason.ShouldNotBeNull($"{protocol}, {cost.Event}, {column}, n = {cost.Size.Before}: {cost[column]} is not {cost.PublishedValue(column)}");
                used.Add(reason);
            }
        }

        CostReasons.All.Where(r => r.Protocol == protocol && !used.Contains(r)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_event_a_reason_names_differs_in_every_quantity_it_names(string protocol)
    {
        foreach (var reason in CostReasons.All.Where(r => r.Protocol == protocol))
        {
            foreach (var (happening, column) in reason.Events.SelectMany(e => reason.Columns.Select(c => (e, c))))
            {
                Measured[protocol].Value.ShouldContain(
                    c => c.Event == happening && c.IsUnlikePublished(column) && CostReasons.Find(c, column) == reason, $"{protocol}, {happening}, {column}: {reason.Heading}");
            }
        }
    }

    [Fact]
    public void Every_reason_is_told_on_its_page_under_its_heading() =>
        CostReasons.All.ShouldAllBe(static r => Repository.Read(ReasonPlaces.PageOf(r.Protocol, r.Heading)).Contains($"\n### {r.Heading}\n"));

    [Fact]
    public void Where_nothing_is_published_or_stated_a_measurement_stands_alone()
    {
        var cost = AgreementRuns.Measure(ProtocolRegistry.Find("BD"), 4, [CostEvent.Join])[0] with { Protocol = "Unpublished" };
        cost.Differences.ShouldBeEmpty();
        var text = new StringBuilder();
        AgreementCostTable.Leaves(text, [new LeaveSpread("Unpublished", 8, null, [3, 4])]);
        AgreementCostTable.Markdown(text, [cost]);
        text.ToString().ShouldContain("| Unpublished | 8 |  | 3 | 3.5 | 4 | - |");
        text.ToString().ShouldContain("## Unpublished, join");
        text.ToString().ShouldNotContain("| published | 2");
        text.ToString().ShouldNotContain("| stated |  |");
    }

    /// <summary>Burmester and Desmedt's protocol in numbers that stand here once more: every member raises three times, whatever happens.</summary>
    [Fact]
    public void BD_with_eight_members()
    {
        var costs = AgreementRuns.Measure(ProtocolRegistry.Find("BD"), 8, Events).ToDictionary(static c => c.Event);
        Numbers(costs[CostEvent.Refresh]).ShouldBe([2, 0, 16, 3, 2, 14, 24, 2, 15]);
        Numbers(costs[CostEvent.Join]).ShouldBe([2, 0, 18, 3, 2, 16, 27, 2, 17]);
        Numbers(costs[CostEvent.Leave]).ShouldBe([2, 0, 14, 3, 2, 12, 21, 2, 13]);
        Numbers(costs[CostEvent.Merge]).ShouldBe([2, 0, 24, 3, 2, 22, 36, 2, 23]);
        Numbers(costs[CostEvent.Partition]).ShouldBe([2, 0, 8, 3, 2, 6, 12, 2, 7]);
        Numbers(AgreementRuns.Measure(ProtocolRegistry.Find("BD"), 2, [CostEvent.Refresh])[0]).ShouldBe([1, 0, 2, 2, 1, 1, 4, 1, 0]);
    }

    /// <summary>The group in which nothing is hard stands for P-256.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Over_suite_1_the_counts_are_the_same(string protocol)
    {
        var real = new AgreementScenario(new MeteredProtocol(ProtocolRegistry.Find(protocol), ConcreteSuite.Suite1, new SizedEnvelopes()), 5);
        foreach (var cost in Measured[protocol].Value.Where(static c => c.Size.Before == 5))
        {
            var (_, ledger, size) = real.Happen(cost.Event);
            var over = new AgreementCost(protocol, cost.Event, size, ledger);
            Numbers(over).ShouldBe(Numbers(cost));
            over.Ledger[AgreementPhase.Agreement].Bytes.ShouldBe(cost.Ledger[AgreementPhase.Agreement].Bytes);
        }
    }

    /// <summary>n-1 reports and a lineup, of which a refresh needs the lineup alone; n-1 acks and ProtoDone. None of them is counted with the agreement.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Lineup_and_termination_are_counted_apart(string protocol)
    {
        foreach (var cost in Measured[protocol].Value.Where(static c => c.Size.After > 1))
        {
            var (lineup, termination, others) = (cost.Ledger[AgreementPhase.Lineup], cost.Ledger[AgreementPhase.Termination], cost.Size.After - 1);
            (lineup.Unicasts, lineup.Multicasts, lineup.Rounds).ShouldBe(cost.Event == CostEvent.Refresh ? (0, 1, 1) : (others, 1, 2));
            (termination.Unicasts, termination.Multicasts, termination.Rounds).ShouldBe((others, 1, 2));
            cost.Ledger.Total(static w => w.FrameSignatures).ShouldBe(lineup.Unicasts + others + 2);
            cost.Ledger.Total(static w => w.Signatures).ShouldBe(cost[CostColumn.Unicasts] + cost[CostColumn.Multicasts]);
        }
    }

    /// <summary>The height of TGDH's tree is what its formulas are about; the others have none.</summary>
    [Fact]
    public void A_leave_of_TGDH_costs_by_the_depth_of_the_sponsor()
    {
        var spread = AgreementRuns.Leaves(ProtocolRegistry.Find("TGDH"), 8);
        spread.Height.ShouldBe(3);
        spread.Exponentiations.Count.ShouldBe(8);
        spread.Exponentiations.ShouldAllBe(static e => e % 4 == 3 && e <= 11);
        AgreementRuns.Leaves(ProtocolRegistry.Find("BD"), 8).ShouldSatisfyAllConditions(static s => s.Height.ShouldBeNull(), static s => s.Exponentiations.ShouldAllBe(static e => e == 3));
    }

    [Fact]
    public void A_statement_that_is_not_met_is_named()
    {
        var cost = AgreementRuns.Measure(ProtocolRegistry.Find("BD"), 4, [CostEvent.Join])[0] with { Event = CostEvent.Leave, Size = new AgreementSize(4, 0, 1, 4, null) };
        cost.Differences.ShouldBe(["Multicasts 10 != 8", "Verifications 8 != 6", "AllExponentiations 15 != 12", "Products 9 != 7"]);
        AgreementCostTable.Text([cost]).ShouldContain("n = 4: Multicasts 10 != 8");
    }

    [Fact]
    public void What_was_recalled_is_never_shown_without_its_mark()
    {
        // Of BD, the exponentiations of a join stand in a copy of the table; those of a leave are recalled, and so are all verifications but none of the rounds.
        PublishedCosts.Find("BD", CostEvent.Join, CostColumn.Exponentiations)!.Provenance.ShouldBe(Provenance.Copy);
        PublishedCosts.Find("BD", CostEvent.Leave, CostColumn.Exponentiations)!.Provenance.ShouldBe(Provenance.Recalled);
        PublishedCosts.Find("BD", CostEvent.Leave, CostColumn.Rounds)!.Provenance.ShouldBe(Provenance.Agrees);
        PublishedCosts.Find("BD", CostEvent.Build, CostColumn.Rounds).ShouldBeNull();
        PublishedCosts.Find("BD", CostEvent.Join, CostColumn.AllExponentiations).ShouldBeNull();
        var text = AgreementCostTable.Text(AgreementRuns.Measure(ProtocolRegistry.Find("BD"), 8, [CostEvent.Join]));
        text.ShouldContain("3'");
        text.ShouldContain("n+3?");
        text.ShouldContain("16 (11?)");
    }

    /// <summary>Of the protocols that anything is published of.</summary>
    public static TheoryData<string> Published() => [.. AgreementScenario.Protocols.Where(static p => p.Spec.Costs.Published.Length > 0).Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_every_protocol_join_leave_merge_and_partition_are_published(string protocol)
    {
        CostEvent[] published = [CostEvent.Join, CostEvent.Leave, CostEvent.Merge, CostEvent.Partition];
        var size = new AgreementSize(8, 4, 4, 8, 3);
        foreach (var happening in published)
        {
            Columns[..6].ShouldAllBe(c => PublishedCosts.Find(protocol, happening, c)!.Formula.Of(size) >= 0);

            // Messages are either to one or to all, and cannot be fewer than rounds.
            Value(happening, CostColumn.Rounds).ShouldBeLessThanOrEqualTo(Value(happening, CostColumn.Unicasts) + Value(happening, CostColumn.Multicasts));
        }

        double Value(CostEvent happening, CostColumn column) => PublishedCosts.Find(protocol, happening, column)!.Formula.Of(size);
    }

    private static int[] Numbers(AgreementCost cost) => [.. Columns.Select(c => cost[c])];
}
