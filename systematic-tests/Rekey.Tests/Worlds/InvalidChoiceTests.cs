using Rekey.Explorer;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>A choice that is not enabled, as in a trace that was edited, is refused and changes nothing (ADR-0006).</summary>
public sealed class InvalidChoiceTests
{
    [Theory]
    [InlineData(Move.Deliver, 0, 0, 0, "no message of sender 0 is due at m1")]
    [InlineData(Move.Deliver, 1, 0, 0, "no message of sender 0 is due at m2")]
    [InlineData(Move.Deliver, 1, 7, 0, "no message of sender 7 is due at m2")]
    [InlineData(Move.Deliver, 1, -1, 0, "no message of sender -1 is due at m2")]
    [InlineData(Move.Deliver, 9, 0, 0, "there is no living process 9")]
    [InlineData(Move.Block, 0, 0, 0, "m1 cannot be blocked now")]
    [InlineData(Move.Block, -1, 0, 0, "there is no living process -1")]
    [InlineData(Move.Agree, 0, 0, 0, "cannot agree")]
    [InlineData(Move.Agree, 1, 0, 0, "there is no component 1")]
    [InlineData(Move.Agree, -1, 0, 0, "there is no component -1")]
    [InlineData(Move.Install, 2, 0, 0, "m3 cannot install a view now")]
    [InlineData(Move.Crash, 3, 0, 0, "Crash of 3 with option 0 is not enabled")]
    [InlineData(Move.Crash, 0, 0, 1, "Crash of 0 with option 1 is not enabled")]
    [InlineData(Move.Crash, 0, 1, 0, "is not enabled")]
    [InlineData(Move.Crash, 0, 0, -1, "the budget has no Crash left")]
    [InlineData(Move.Recover, 0, 0, 0, "Recover of 0 with option 0 is not enabled")]
    [InlineData(Move.Leave, 0, 0, 0, "the budget has no Leave left")]
    [InlineData(Move.Join, 1, 0, 0, "is not enabled")]
    [InlineData(Move.Join, 0, 0, 2, "is not enabled")]
    [InlineData(Move.Partition, 0, 0, 4, "is not enabled")]
    [InlineData(Move.Merge, 0, 0, 0, "is not enabled")]
    [InlineData(Move.Replay, 0, 0, 1_000, "is not enabled")]
    [InlineData(Move.Forge, 0, 0, 8, "is not enabled")]
    [InlineData(Move.Withhold, 0, 0, 0, "is not enabled")]
    [InlineData(Move.Alter, 0, 0, 1_000_000, "is not enabled")]
    [InlineData(Move.Alter, 0, 1, 0, "is not enabled")]
    [InlineData(Move.Transplant, 0, 0, 1_000, "is not enabled")]
    [InlineData((Move)17, 0, 0, 0, "the budget has no")]
    [InlineData((Move)255, 0, 0, 0, "the budget has no")]
    public void In_a_settled_world(Move move, int a, int b, int option, string message)
    {
        var bench = new WorldBench(3, "crash=1,recover=1,join=1,partition=1,merge=1,replay=1,forge=1,withhold=1,alter=1,transplant=1").Settle();
        Refused(bench, message, move, a, b, option);
    }

    [Theory]
    [InlineData(Move.Agree, 0, 0, 2, "cannot agree")]
    [InlineData(Move.Agree, 0, 0, -1, "cannot agree")]
    [InlineData(Move.Agree, 0, 1, 0, "no operand")]
    [InlineData(Move.Block, 0, 0, 0, "m1 cannot be blocked now")]
    [InlineData(Move.Install, 0, 0, 0, "m1 cannot install a view now")]
    [InlineData(Move.Deliver, 2, 0, 0, "there is no living process 2")]
    [InlineData(Move.Deliver, 1, 2, 1, "no operand")]
    [InlineData(Move.Deliver, 1, 2, -1, "no operand")]
    public void Where_a_view_is_to_be_agreed(Move move, int a, int b, int option, string message) => Refused(Blocked(), message, move, a, b, option);

    [Theory]
    [InlineData(Move.Install, 0, 1, 0, "no operand")]
    [InlineData(Move.Install, 0, 0, 1, "no operand")]
    [InlineData(Move.Install, 1, 0, 0, "m2 cannot install a view now")]
    [InlineData(Move.Agree, 0, 0, 0, "cannot agree")]
    [InlineData(Move.Block, 1, 0, 0, "m2 cannot be blocked now")]
    public void Where_a_view_is_to_be_installed(Move move, int a, int b, int option, string message)
    {
        var bench = Blocked();
        bench.Agree("m1", 1);
        bench.Deliver("m3", "m1");
        bench.Who(Move.Install).ShouldBe("m1");
        Refused(bench, message, move, a, b, option);
    }

    [Fact]
    public void Of_a_block_that_has_operands_too_many()
    {
        var bench = new WorldBench(2, "join=1").Settle();
        bench.Join("m1");
        Refused(bench, "no operand", Move.Block, 0, 1, 0);
        Refused(bench, "no operand", Move.Block, 0, 0, 1);
    }

    /// <summary>m3 multicast a payload and crashed; m1 and m2 are blocked and have not been handed it.</summary>
    private static WorldBench Blocked()
    {
        var bench = new WorldBench(3, "crash=1,send=1").Settle();
        bench.Do(Move.Send, "m3");
        bench.Do(Move.Crash, "m3");
        bench.Block("m1", "m2");
        return bench;
    }

    private static void Refused(WorldBench bench, string message, Move move, int a, int b, int option)
    {
        var (before, offers) = (bench.Fingerprint(), bench.Offers());
        Should.Throw<InvalidChoiceException>(() => bench.Do(move, a, b, option)).Message.ShouldContain(message);
        bench.Fingerprint().ShouldBe(before);
        bench.Offers().ShouldBe(offers);
    }
}
