using Rekey.KeyAgreement.Tgdh;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>What runs cost (spec/protocols/tgdh.md, "Costs"): messages, rounds, and exponentiations, of which nobody makes one twice.</summary>
public sealed class CostTests
{
    private readonly TgdhBench bench = new();

    /// <summary>In a full tree of height h: a leave, a refresh, a join, and the merge of two.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Exponentiations_in_full_trees(int h)
    {
        var names = Enumerable.Range(10, 1 << h).Select(static i => $"m{i}").ToArray();
        bench.Plant(Full(names));

        // The leaver's sibling is the rightmost leaf: one level up, so it announces h - 1 nodes, its leaf among them.
        var leave = bench.Open(names.Except([names[^2]]));
        leave.Story.ShouldBe([$"1 {names[^1]}: {h - 1} keys"]);
        Most(leave.Settle()).ShouldBe([(2 * (h - 1)), (2 * (h - 2)) + 1]);

        var refresh = bench.Refresh(bench.Agree(names));
        refresh.Story.ShouldBe([$"1 {names[^1]}: {h} keys"]);
        Most(refresh.Settle()).ShouldBe([2 * h, (2 * (h - 1)) + 1]);

        // Everybody of the old component computes its root; the newcomer only the new one.
        var join = bench.Open([.. names, "z"]);
        join.Said.Count.ShouldBe(2);
        join.Settle();
        join.Raised[TgdhBench.Id(names[^1])].Count.ShouldBe((2 * h) + 2);
        join.Raised[TgdhBench.Id(names[^2])].Count.ShouldBe((2 * h) + 1);
        join.Raised[TgdhBench.Id("z")].Count.ShouldBe(2);
    }

    [Fact]
    public void A_member_never_makes_one_exponentiation_twice_in_a_run()
    {
        bench.Plant("(((m1 m2) m3) (m4 (m5 m6)))");
        bench.Plant("((n1 n2) (n3 n4))");
        string[][] views = [["m2", "m3", "m5", "m6"], ["m2", "m3", "m5", "m6", "n1", "n2", "n4"], ["m2", "m3", "m5", "m6", "n1", "n2", "n4", "o1"], ["m3", "m6", "n1", "n4", "o1"]];
        foreach (var view in views)
        {
            var run = bench.Agree(view);
            foreach (var (member, raised) in run.Raised)
            {
                raised.Distinct().Count().ShouldBe(raised.Count, $"{member} in {run.View}");
            }
        }
    }

    /// <summary>The most that the sponsor makes, and the most that another makes.</summary>
    private static int[] Most(TgdhRun run)
    {
        var sponsor = TgdhBench.Id(run.Said.Single().From);
        return [run.Raised[sponsor].Count, run.Raised.Where(r => r.Key != sponsor).Max(static r => r.Value.Count)];
    }

    private static string Full(ReadOnlySpan<string> names) =>
        names.Length == 1 ? names[0] : $"({Full(names[..(names.Length / 2)])} {Full(names[(names.Length / 2)..])})";
}
