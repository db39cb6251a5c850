using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>
/// The worked examples of the prose (spec/protocols/tgdh.md, "Examples"): who says what, in which round. A line is round, sender, what; a question
/// mark stands behind a node that has no blinded key yet.
/// </summary>
public sealed class WorkedExampleTests
{
    private readonly TgdhBench bench = new();

    [Fact]
    public void Join()
    {
        bench.Plant("((m1 m2) m3)");
        var run = bench.Open("m1", "m2", "m3", "m4").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m3: tree ((m1 m2) m3)", "1 m4: tree m4", "2 m3: 1 keys"]);
        TreeText.Of(bench.TreeOf("m4")).ShouldBe("((m1 m2) (m3 m4))");
    }

    [Fact]
    public void Join_to_a_full_tree_takes_one_round()
    {
        bench.Plant("((m1 m2) (m3 m4))");
        var run = bench.Open("m1", "m2", "m3", "m4", "m5").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m4: tree ((m1 m2) (m3 m4))", "1 m5: tree m5"]);
        TreeText.Of(bench.TreeOf("m1")).ShouldBe("(((m1 m2) (m3 m4)) m5)");
    }

    [Fact]
    public void Leave()
    {
        bench.Plant("((m1 m2) (m3 (m4 m5)))");
        var run = bench.Open("m1", "m2", "m4", "m5").Settle().Commit();

        run.Story.ShouldBe(["1 m5: 2 keys"]);
        TreeText.Of(bench.TreeOf("m1")).ShouldBe("((m1 m2) (m4 m5))");
    }

    [Fact]
    public void Partition()
    {
        bench.Plant("(((m1 m2) m3) (m4 (m5 m6)))");
        var run = bench.Open("m2", "m3", "m5", "m6").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m2: 1 keys", "1 m6: 2 keys"]);
        TreeText.Of(bench.TreeOf("m5")).ShouldBe("((m2 m3) (m5 m6))");
    }

    [Fact]
    public void Partition_in_two_rounds()
    {
        bench.Plant("((((m1 m2) m3) ((m4 m5) m6)) m7)");
        var run = bench.Open("m2", "m3", "m5", "m6", "m7").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m2: 1 keys", "1 m5: 2 keys", "2 m5: 1 keys"]);
        TreeText.Of(bench.TreeOf("m7")).ShouldBe("(((m2 m3) (m5 m6)) m7)");
    }

    [Fact]
    public void Merge()
    {
        bench.Plant("((m1 m2) (m3 (m4 m5)))");
        bench.Plant("(m6 m7)");
        var run = bench.Open("m1", "m2", "m3", "m4", "m5", "m6", "m7").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m5: tree ((m1 m2) (m3 (m4 m5)))", "1 m7: tree (m6 m7)", "2 m2: 1 keys"]);
        TreeText.Of(bench.TreeOf("m7")).ShouldBe("(((m1 m2) (m6 m7)) (m3 (m4 m5)))");
    }

    [Fact]
    public void First_view_of_four()
    {
        var run = bench.Agree("m1", "m2", "m3", "m4");

        run.Story.Order().ShouldBe(["1 m1: tree m1", "1 m2: tree m2", "1 m3: tree m3", "1 m4: tree m4", "2 m1: 1 keys", "2 m3: 1 keys"]);
        TreeText.Of(bench.TreeOf("m1")).ShouldBe("((m1 m2) (m3 m4))");
    }

    [Fact]
    public void Merge_with_somebody_gone_from_the_middle()
    {
        bench.Plant("(((m1 m2) m3) (m4 m5))");
        var run = bench.Open("m2", "m3", "m4", "m5", "m6").Settle().Commit();

        run.Story.Order().ShouldBe(["1 m5: tree ((m2 m3)? (m4 m5))?", "1 m6: tree m6", "2 m3: 2 keys"]);
        TreeText.Of(bench.TreeOf("m6")).ShouldBe("(((m2 m3) (m4 m5)) m6)");
    }

    [Fact]
    public void Refresh()
    {
        var first = bench.Agree("m1", "m2", "m3", "m4");
        var run = bench.Refresh(first).Settle().Commit();

        run.Story.ShouldBe(["1 m4: 2 keys"]);
        run.Element.ShouldNotBe(first.Element);
        TreeText.Of(bench.TreeOf("m1")).ShouldBe("((m1 m2) (m3 m4))");
    }
}
