using Rekey.Mutation;
using Rekey.Mutation.Operators;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutation;

/// <summary>What operators make of a program (spec/generated/mutation.md).</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("negate", "bool F(int a) { if (a == 1) { return true; } return false; }", "a == 1 => !(a == 1)")]
    [InlineData("boundary", "bool F(int a) => a < 3;", "a < 3 => a <= 3")]
    [InlineData("boundary", "bool F(int a) => a is >= 3;", ">= 3 => > 3")]
    [InlineData("swap", "bool F(bool a, bool b) => a && b;", "a && b => a || b")]
    [InlineData("swap", "int F(int a) => a - 1;", "a - 1 => a + 1")]
    [InlineData("drop-operand", "bool F(bool a, bool b) => a || b;", "a || b => a", "a || b => b")]
    [InlineData("constant", "bool F() => true;", "true => false")]
    [InlineData("constant", "int F() => 7;", "7 => (7 + 1)")]
    [InlineData("remove-statement", "void F() { G(); }", "G(); => ;")]
    [InlineData("remove-guard", "int F(int a) { if (a > 2) { return 1; } return 2; }", "a > 2 => (a > 2) && 0 > 1")]
    [InlineData("remove-guard", "int F(int a) { if (a > 2) { a++; } return a; }")]
    [InlineData("remove-check", "string? F() => G() ?? H();", "G() ?? H() => H()")]
    [InlineData("remove-check", "string? F(bool a) => a ? null : G();", "a ? null : G() => null")]
    [InlineData("remove-check", "string? F(bool a) => a ? H() : G();")]
    [InlineData("other-element", "int F(int[] a) => a.First();", "First => Last")]
    [InlineData("keep-field", "R F(R r) => r with { A = 1, B = 2 };", "r with { A = 1, B = 2 } => r with { B = 2 }", "r with { A = 1, B = 2 } => r with { A = 1 }")]
    [InlineData("return-default", "string F() { return G(); }", "G() => default!")]
    public void An_operator_changes_what_it_says(string by, string member, params string[] expected) =>
        Of(member, Area.Reference).Where(b => b.Operator == by).Select(static b => $"{b.Before} => {b.After}").ShouldBe(expected);

    [Fact]
    public void A_clause_of_a_monitor_says_nothing_and_a_function_of_the_reference_is_left_its_words()
    {
        const string Clause = """string? F(int a) { return $"{a} is wrong"; }""";

        Of(Clause, Area.Monitor).Where(static b => b.Operator == "remove-clause").Select(static b => b.After).ShouldBe(["null"]);
        Of(Clause, Area.Reference).ShouldNotContain(static b => b.Operator == "remove-clause");
    }

    [Fact]
    public void A_cell_of_a_table_becomes_every_other_verdict_and_the_rest_of_the_row_stays()
    {
        var changes = Of("object F() => Begin(A).Go(T, B, Rule, A, C).Impossible(U, Why, B);", Area.Table);

        string[] expected =
        [
            "Begin(A).Go(T, B, Rule, A, C).Impossible(U, Why).Ignore(U, global::Rekey.Spec.Shared.TerminationRules.BlockAbandons, B)",
            "Begin(A).Go(T, B, Rule, A, C).Impossible(U, Why).Defer(U, global::Rekey.Spec.Shared.TerminationRules.BlockAbandons, B)",
            "Begin(A).Go(T, B, Rule, C).Stay(T, Rule, A)", "Begin(A).Go(T, B, Rule, C).Ignore(T, Rule, A)", "Begin(A).Go(T, B, Rule, C).Defer(T, Rule, A)",
            "Begin(A).Go(T, B, Rule, C).Impossible(T, \"a breakage says so\", A)",
            "Begin(A).Go(T, B, Rule, A).Stay(T, Rule, C)", "Begin(A).Go(T, B, Rule, A).Ignore(T, Rule, C)", "Begin(A).Go(T, B, Rule, A).Defer(T, Rule, C)",
            "Begin(A).Go(T, B, Rule, A).Impossible(T, \"a breakage says so\", C)",
        ];
        changes.Select(static b => b.After).ShouldBe(expected.Select(Breakage.OneLine), ignoreOrder: true);
    }

    [Fact]
    public void What_is_thrown_and_what_a_message_says_is_left_alone() =>
        Of("""string F(int a) { if (G()) { throw new Exception($"{a + 1}"); } return $"{a - 1}"; }""", Area.Reference)
            .Where(static b => b.Operator is "swap" or "constant").ShouldBeEmpty();

    /// <summary>The rule is the one that is cited nearest, by its identifier or by the field that holds it.</summary>
    [Fact]
    public void A_breakage_is_about_the_rule_that_is_cited_nearest()
    {
        var rules = RuleNames.Of(Snapshot.Root);
        const string Text =
            """
            /// <summary>T-09.</summary>
            class C
            {
                /// <summary>T-10.</summary>
                bool F(int a)
                {
                    if (a == 1)
                    {
                        return true;
                    }

                    G();
                    // P-04
                    return a != 2 || Raise(TerminationRules.OnceInOrder);
                }

                bool H(int a) => a > 2;
            }
            """;

        string? RuleOf(string before) => BreakageFinder.Of(Text, "C.cs", Area.Reference, rules).First(b => b.Before == before).Rule;
        RuleOf("a == 1").ShouldBe("T-10");
        RuleOf("G();").ShouldBe("P-04");
        RuleOf("a != 2").ShouldBe("T-11");
        RuleOf("a > 2").ShouldBe("T-09");
    }

    [Fact]
    public void Ids_are_of_one_breakage_each_and_every_kind_of_text_is_broken()
    {
        var all = BreakageFinder.All(Snapshot.Root);

        all.Select(static b => b.Id).ShouldBeUnique();
        foreach (var area in new[] { Area.Reference, Area.Table, Area.Monitor })
        {
            all.Count(b => b.Area == area).ShouldBeGreaterThan(200, area.ToString());
        }

        all.Select(static b => b.Operator).Distinct().ShouldBe(BreakageOperator.All.Select(static o => o.Name), ignoreOrder: true);
    }

    private static IReadOnlyList<Breakage> Of(string member, Area area) =>
        [.. BreakageFinder.Of($"class C {{ {member} }}", "C.cs", area, RuleNames.Of(Snapshot.Root))];
}
