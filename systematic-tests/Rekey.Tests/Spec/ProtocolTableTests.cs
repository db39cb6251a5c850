using Rekey.Core;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Tests.Architecture;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using PSpec = Rekey.Spec.Protocols.P;

namespace Rekey.Tests.Spec;

/// <summary>The control tables of the protocols, and the rules in their cells.</summary>
public sealed class ProtocolTableTests
{
    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_possible_cell_cites_a_rule_of_the_protocol_and_every_impossible_one_says_why(string protocol)
    {
        var spec = ProtocolRegistry.Find(protocol).Spec;
        foreach (var (state, trigger, cell) in Cells(spec.Table))
        {
            var place = $"({state}, {trigger})";
            if (cell.Verdict == Verdict.Impossible)
            {
                cell.Rule.ShouldBeNull(place);
                cell.Why.Length.ShouldBeGreaterThan(10, place);
            }
            else
            {
                spec.Rules.ShouldContain(cell.Rule!, place);
                cell.Why.ShouldBeEmpty(place);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Rules_have_ids_and_titles_of_their_own(string protocol)
    {
        var rules = ProtocolRegistry.Find(protocol).Spec.Rules;

        rules.Select(static r => r.Id).ShouldBeUnique();
        rules.Select(static r => r.Title).ShouldBeUnique();
    }

    /// <summary>A protocol's own rules are about its cells or, where it has plans, about those; then the code of its planner cites them.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_rule_of_the_protocol_itself_decides_some_cell_or_is_cited_by_its_planner(string protocol)
    {
        var spec = ProtocolRegistry.Find(protocol).Spec;
        var (letter, used) = (spec.Name.Split('-')[0], Cells(spec.Table).Select(static c => c.Cell.Rule).ToHashSet());
        var code = string.Concat(Repository.Files(".cs", "reference/Rekey.KeyTrees").Concat(Repository.Files(".cs", "reference/Rekey.KeyAgreement")).Select(File.ReadAllText));
        var own = spec.Rules.Where(r => r.Id.StartsWith(letter + "-", StringComparison.Ordinal)).ToList();

        own.ShouldNotBeEmpty();
        own.Where(r => !used.Contains(r) && !code.Contains(r.Id, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>The key-tree protocols share two tables; each rule of the tables is one of the book.</summary>
    [Fact]
    public void Rules_of_trees_decide_cells_of_the_tables_or_are_rules_of_trees_and_plans()
    {
        var used = Cells(KeyTreeTable.Distributed).Concat(Cells(KeyTreeTable.Server)).Select(static c => c.Cell.Rule).ToHashSet();

        RuleBook.Of(typeof(KeyTreeRules)).Where(r => !used.Contains(r)).Select(static r => r.Id)
            .ShouldBe(["K-03", "K-04", "K-05", "K-06", "K-07", "K-08", "K-09", "K-12", "K-17", "K-21"]);
    }

    [Fact]
    public void Every_message_type_has_a_code_of_its_own()
    {
        foreach (var protocol in ProtocolRegistry.All)
        {
            protocol.Messages.Types.Select(static t => t.Code).ShouldBeUnique();
            protocol.Messages.Types.ShouldAllBe(t => protocol.Messages.Find(t.Code) == t);
        }
    }

    [Fact]
    public void A_protocol_is_found_in_upper_and_lower_case_and_a_wrong_name_is_not()
    {
        ProtocolRegistry.Find("p").ShouldBeSameAs(ProtocolRegistry.Find("P"));
        Should.Throw<FormatException>(() => ProtocolRegistry.Find("Q")).Message.ShouldContain("'Q'");
    }

    /// <summary>T-12: nothing at all is possible for a member that left.</summary>
    [Fact]
    public void Whoever_left_P_takes_no_input_at_all()
    {
        foreach (var trigger in Enum.GetValues<PTrigger>())
        {
            Should.Throw<SpecificationViolation>(() => PSpec.Table.Decide((byte)PState.Left, trigger));
        }
    }

    /// <summary>T-06, T-07: from a blocked state only a view or leaving leads out, and no cell there sends anything new.</summary>
    [Fact]
    public void In_P_only_a_view_or_leaving_ends_a_block()
    {
        foreach (var state in new[] { PState.Blocked, PState.BlockedStaged })
        {
            foreach (var trigger in Enum.GetValues<PTrigger>())
            {
                var cell = PSpec.Table[(byte)state, (byte)trigger];
                var next = (PState)cell.Next;
                var leadsOut = cell.Verdict == Verdict.Go && next is not (PState.Blocked or PState.BlockedStaged);

                leadsOut.ShouldBe(trigger is PTrigger.ViewLeads or PTrigger.ViewFollows or PTrigger.ViewAlone or PTrigger.Leave, $"({state}, {trigger})");
            }
        }
    }

    private static IEnumerable<(string State, string Trigger, TableCell Cell)> Cells(IControlTable table) =>
        from s in Enumerable.Range(0, table.States.Count)
        from t in Enumerable.Range(0, table.Triggers.Count)
        select (table.States[s], table.Triggers[t], table[(byte)s, (byte)t]);
}
