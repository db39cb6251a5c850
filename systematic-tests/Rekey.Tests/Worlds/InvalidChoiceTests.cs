using Rekey.Explorer;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>A choice that is not enabled, as in a trace that was edited, is refused and changes nothing (ADR-0006).</summary>
public sealed class InvalidChoiceTests
{
    [Theory]
    [InlineData("Deliver", 0, 0, 0, "no message of sender 0 is due at m1")]
    [InlineData("Deliver", 1, 0, 0, "no message of sender 0 is due at m2")]
    [InlineData("Deliver", 1, 7, 0, "no message of sender 7 is due at m2")]
    [InlineData("Deliver", 1, -1, 0, "no message of sender -1 is due at m2")]
    [InlineData("Deliver", 9, 0, 0, "there is no living process 9")]
    [InlineData("Block", 0, 0, 0, "m1 cannot be blocked now")]
    [InlineData("Block", -1, 0, 0, "there is no living process -1")]
    [InlineData("Agree", 0, 0, 0, "cannot agree")]
    [InlineData("Agree", 1, 0, 0, "there is no component 1")]
    [InlineData("Agree", -1, 0, 0, "there is no component -1")]
    [InlineData("Install", 2, 0, 0, "m3 cannot install a view now")]
    [InlineData("Crash", 3, 0, 0, "Crash of 3 with option 0 is not enabled")]
    [InlineData("Crash", 0, 0, 1, "Crash of 0 with option 1 is not enabled")]
    [InlineData("Crash", 0, 1, 0, "is not enabled")]
    [InlineData("Crash", 0, 0, -1, "the budget has no Crash left")]
    [InlineData("Recover", 0, 0, 0, "Recover of 0 with option 0 is not enabled")]
    [InlineData("Leave", 0, 0, 0, "the budget has no Leave left")]
    [InlineData("Join", 1, 0, 0, "is not enabled")]
    [InlineData("Join", 0, 0, 2, "is not enabled")]
    [InlineData("Partition", 0, 0, 4, "is not enabled")]
    [InlineData("Merge", 0, 0, 0, "is not enabled")]
    [InlineData("Replay", 0, 0, 1_000, "is not enabled")]
    [InlineData("Forge", 0, 0, 8, "is not enabled")]
    [InlineData("Withhold", 0, 0, 0, "is not enabled")]
    [InlineData("Alter", 0, 0, 1_000_000, "is not enabled")]
    [InlineData("Alter", 0, 1, 0, "is not enabled")]
    [InlineData("Transplant", 0, 0, 1_000, "is not enabled")]
    public void In_a_settled_world(string move, int a, int b, int option, string message)
    {
        var bench = new WorldBench(3, "crash=1,recover=1,join=1,partition=1,merge=1,replay=1,forge=1,withhold=1,alter=1,transplant=1").Settle();
        Refused(bench, message, move, a, b, option);
    }

    [Theory]
    [InlineData("Agree", 0, 0, 2, "cannot agree")]
    [InlineData("Agree", 0, 0, -1, "cannot agree")]
    [InlineData("Agree", 0, 1, 0, "no operand")]
    [InlineData("Block", 0, 0, 0, "m1 cannot be blocked now")]
    [InlineData("Install", 0, 0, 0, "m1 cannot install a view now")]
    [InlineData("Deliver", 2, 0, 0, "there is no living process 2")]
    [InlineData("Deliver", 1, 2, 1, "no operand")]
    [InlineData("Deliver", 1, 2, -1, "no operand")]
    public void Where_a_view_is_to_be_agreed(string move, int a, int b, int option, string message) => Refused(Blocked(), message, move, a, b, option);

    [Theory]
    [InlineData("Install", 0, 1, 0, "no operand")]
    [InlineData("Install", 0, 0, 1, "no operand")]
    [InlineData("Install", 1, 0, 0, "m2 cannot install a view now")]
    [InlineData("Agree", 0, 0, 0, "cannot agree")]
    [InlineData("Block", 1, 0, 0, "m2 cannot be blocked now")]
    public void Where_a_view_is_to_be_installed(string move, int a, int b, int option, string message)
    {
        var bench = Blocked();
        bench.Agree("m1", 1);
        bench.Deliver("m3", "m1");
        bench.Who(Move.Install).ShouldBe("m1");
        Refused(bench, message, move, a, b, option);
    }

    [Fact]
    public void Of_a_kind_that_there_is_not()
    {
        Refused(new WorldBench(2).Settle(), $"there is no move {Move.All.Count}", (byte)Move.All.Count, 0, 0, 0);
        Refused(new WorldBench(2).Settle(), "there is no move 255", byte.MaxValue, 0, 0, 0);
    }

    [Fact]
    public void Of_a_block_that_has_operands_too_many()
    {
        var bench = new WorldBench(2, "join=1").Settle();
        bench.Join("m1");
        Refused(bench, "no operand", "Block", 0, 1, 0);
        Refused(bench, "no operand", "Block", 0, 0, 1);
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

    private static void Refused(WorldBench bench, string message, string move, int a, int b, int option) =>
        Refused(bench, message, Move.Find(move)!.Number, a, b, option);

    private static void Refused(WorldBench bench, string message, byte kind, int a, int b, int option)
    {
        var (before, offers) = (bench.Fingerprint(), bench.Offers());
        Should.Throw<InvalidChoiceException>(() => bench.World.Apply(new Choice(kind, (short)a, (short)b, option))).Message.ShouldContain(message);
        bench.Fingerprint().ShouldBe(before);
        bench.Offers().ShouldBe(offers);
    }
}
