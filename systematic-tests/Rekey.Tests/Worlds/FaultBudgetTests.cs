using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The fault grammar (spec/model/virtual-synchrony.md, "The fault grammar").</summary>
public sealed class FaultBudgetTests
{
    [Property]
    public Property A_budget_reads_back_as_it_was_written()
    {
        var budgets = Gen.Choose(0, FaultBudget.MaxCount).ArrayOf(FaultBudget.Names.Count).ToArbitrary();
        return Prop.ForAll(budgets, static counts =>
        {
            var text = string.Join(',', FaultBudget.Names.Select((k, i) => $"{k.Name}={counts[i]}"));
            var budget = FaultBudget.Parse(text);
            budget.Counts.ToArray().ShouldBe(counts);
            var again = FaultBudget.Parse(budget.ToString());
            (again == budget, again.GetHashCode() == budget.GetHashCode(), again.ToString()).ShouldBe((true, true, budget.ToString()));
        });
    }

    [Theory]
    [InlineData("none", "none")]
    [InlineData("", "none")]
    [InlineData("  ", "none")]
    [InlineData("crash=0", "none")]
    [InlineData("depth=3, crash = 1", "crash=1,depth=3")]
    [InlineData("send=20,replay=0,forge=1", "send=20,forge=1")]
    public void It_is_printed_in_the_order_of_the_grammar_without_zeros(string text, string printed) => FaultBudget.Parse(text).ToString().ShouldBe(printed);

    [Fact]
    public void Names_left_out_count_0()
    {
        var budget = FaultBudget.Parse("join=2,depth=3");
        (budget[Fault.Join], budget.Depth, budget[Fault.Crash]).ShouldBe((2, 3, 0));
        Fault.All.Sum(f => budget[f]).ShouldBe(2);
    }

    [Fact]
    public void The_bound_on_depth_is_no_fault_and_not_counted() => FaultBudget.Parse("crash=1,forge=2,depth=9").Total.ShouldBe(3);

    [Fact]
    public void Every_fault_has_its_name_in_the_grammar() =>
        FaultBudget.Names.ShouldBe([.. Fault.All.Select(static f => (f.Name.ToLowerInvariant(), f.Meaning)), ("depth", "membership faults in a row that may strike an unfinished rekey")]);

    [Fact]
    public void The_table_of_the_specification_says_of_each_what_the_code_says()
    {
        var rows = Architecture.Repository.Read("spec/model/virtual-synchrony.md").Split('\n').SkipWhile(static l => l != "## The fault grammar").TakeWhile(static l => l != "## Progress")
            .Where(static l => l.StartsWith("| `", StringComparison.Ordinal)).Select(static l => l.Split('|')).Select(static c => (c[1].Trim(' ', '`'), c[2].Trim()));

        rows.ShouldBe(FaultBudget.Names);
    }

    [Fact]
    public void Faults_keep_their_places_for_committed_seeds_depend_on_them() =>
        string.Join(' ', Fault.All.Where(static f => f.Order < int.MaxValue).Select(static f => f.Word))
            .ShouldBe("crash recover leave join partition merge refresh send replay forge withhold alter transplant expose duplicate early lose");

    [Fact]
    public void A_fault_without_a_place_comes_after_those_that_have_one() =>
        Fault.All.Select(static f => f.Order).ShouldBeInOrder(SortDirection.Ascending);

    [Fact]
    public void Budgets_that_differ_in_one_count_differ()
    {
        FaultBudget.Parse("crash=1").ShouldNotBe(FaultBudget.Parse("crash=2"));
        FaultBudget.Parse("crash=1").ShouldNotBe(FaultBudget.Parse("leave=1"));
        FaultBudget.Parse("crash=0").ShouldBe(FaultBudget.None);
    }

    [Theory]
    [InlineData("crsh=1", "unknown fault 'crsh' (did you mean 'crash'?)")]
    [InlineData("Merge=1", "unknown fault 'Merge' (did you mean 'merge'?)")]
    [InlineData("earthquake=1", "unknown fault 'earthquake'; expected name=count with one of crash, recover, leave")]
    [InlineData("crash=1,", "unknown fault ''")]
    [InlineData("crash=1,none", "unknown fault 'none'")]
    [InlineData("crash=1=2", "unknown fault 'crash=1=2'")]
    [InlineData("crash", "fault 'crash' has count ''; expected a number from 0 to 20, as in crash=1")]
    [InlineData("crash=-1", "count '-1'")]
    [InlineData("crash=+1", "count '+1'")]
    [InlineData("crash=1.5", "count '1.5'")]
    [InlineData("crash=0x1", "count '0x1'")]
    [InlineData("crash=21", "count '21'")]
    [InlineData("crash=99999999999999999999", "count '99999999999999999999'")]
    [InlineData("crash=1,join=1,crash=1", "fault 'crash' is given twice")]
    [InlineData("crash=0,crash=0", "fault 'crash' is given twice")]
    public void What_is_no_budget_is_refused_with_the_part_that_is_wrong(string text, string message) =>
        Should.Throw<FormatException>(() => FaultBudget.Parse(text)).Message.ShouldContain(message);

    [Property]
    public Property Any_text_is_a_budget_or_a_format_error()
    {
        var texts = Gen.Elements("crash", "join", "=", ",", "1", "20", "-", " ", "none", "x").ArrayOf().Select(static p => string.Concat(p)).ToArbitrary();
        return Prop.ForAll(texts, static text =>
        {
            try
            {
                FaultBudget.Parse(text).Counts.ToArray().ShouldAllBe(static c => c >= 0 && c <= FaultBudget.MaxCount);
            }
            catch (FormatException e)
            {
                e.Message.ShouldContain("fault '");
            }
        });
    }
}
