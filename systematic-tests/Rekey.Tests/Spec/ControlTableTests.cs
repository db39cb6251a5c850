using Rekey.Core;
using Rekey.Spec;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Spec;

/// <summary>A control table decides every cell once, and reaches every state (spec/model/notation.md).</summary>
public sealed class ControlTableTests
{
    private static readonly RuleId Rule = new("X-01", "A rule of this test.");
    private static readonly RuleId Other = new("X-02", "Another rule of this test.");

    public enum Light : byte
    {
        Off,
        On,
    }

    public enum Button : byte
    {
        Press,
        Hold,
    }

    public enum Sparse : byte
    {
        One = 1,
        Two = 2,
    }

    public enum Gap : byte
    {
        Zero = 0,
        Two = 2,
    }

    [Fact]
    public void A_whole_table_says_what_was_written()
    {
        var table = Whole().Build();

        (table.Initial, table.States, table.Triggers).ShouldBe(((byte)0, table.States, table.Triggers));
        table.States.ShouldBe(["Off", "On"]);
        table.Triggers.ShouldBe(["Press", "Hold"]);
        table[0, 0].ShouldBe(new TableCell(Verdict.Go, 1, Rule, ""));
        table[1, 0].ShouldBe(new TableCell(Verdict.Go, 0, Rule, ""));
        table[0, 1].ShouldBe(new TableCell(Verdict.Ignore, 0, Other, ""));
        table[1, 1].ShouldBe(new TableCell(Verdict.Impossible, 1, null, "it is on"));
    }

    [Fact]
    public void Every_verdict_but_impossible_is_given_to_the_caller()
    {
        var table = ControlTable<Light, Button>.Begin(Light.Off)
            .Go(Button.Press, Light.On, Rule, Light.Off).Stay(Button.Press, Other, Light.On)
            .Defer(Button.Hold, Rule, Light.Off).Ignore(Button.Hold, Other, Light.On).Build();

        table.Decide(0, Button.Press).Verdict.ShouldBe(Verdict.Go);
        table.Decide(1, Button.Press).ShouldBe(new TableCell(Verdict.Go, 1, Other, ""));
        table.Decide(0, Button.Hold).ShouldBe(new TableCell(Verdict.Defer, 0, Rule, ""));
        table.Decide(1, Button.Hold).Verdict.ShouldBe(Verdict.Ignore);
    }

    [Fact]
    public void An_impossible_cell_is_our_own_bug_and_says_why()
    {
        var violation = Should.Throw<SpecificationViolation>(() => Whole().Build().Decide(1, Button.Hold));

        violation.Message.ShouldContain("Hold");
        violation.Message.ShouldContain("On");
        violation.Message.ShouldContain("it is on");
    }

    [Fact]
    public void Undecided_cells_are_refused_and_all_of_them_named()
    {
        var table = ControlTable<Light, Button>.Begin(Light.Off).Go(Button.Press, Light.On, Rule, Light.Off).Impossible(Button.Hold, "no", Light.On);

        var message = Should.Throw<InvalidOperationException>(() => table.Build()).Message;
        message.ShouldContain("(Off, Hold)");
        message.ShouldContain("(On, Press)");
        message.ShouldNotContain("(Off, Press)");
    }

    [Fact]
    public void A_cell_that_is_decided_twice_is_refused_at_once()
    {
        Should.Throw<InvalidOperationException>(() => Whole().Ignore(Button.Press, Rule, Light.On)).Message.ShouldContain("(On, Press)");
        Should.Throw<InvalidOperationException>(() => ControlTable<Light, Button>.Begin(Light.Off).Stay(Button.Press, Rule, Light.Off, Light.Off));
    }

    [Fact]
    public void An_unreachable_state_is_refused_by_name()
    {
        var table = ControlTable<Light, Button>.Begin(Light.Off)
            .Stay(Button.Press, Rule, Light.Off).Go(Button.Press, Light.Off, Rule, Light.On)
            .Ignore(Button.Hold, Rule, Light.Off, Light.On);

        Should.Throw<InvalidOperationException>(() => table.Build()).Message.ShouldBe("unreachable states: On");
    }

    [Fact]
    public void Only_a_go_reaches_a_state()
    {
        // Defer and Ignore name no way out of Off, whatever they are told.
        var table = ControlTable<Light, Button>.Begin(Light.Off)
            .Defer(Button.Press, Rule, Light.Off, Light.On).Ignore(Button.Hold, Rule, Light.Off).Go(Button.Hold, Light.Off, Rule, Light.On);

        Should.Throw<InvalidOperationException>(() => table.Build()).Message.ShouldContain("unreachable");
    }

    [Fact]
    public void Enums_whose_numbers_have_gaps_are_refused()
    {
        Should.Throw<InvalidOperationException>(() => ControlTable<Sparse, Button>.Begin(Sparse.One)).Message.ShouldContain("Sparse");
        Should.Throw<InvalidOperationException>(() => ControlTable<Light, Gap>.Begin(Light.Off)).Message.ShouldContain("Gap");
    }

    private static ControlTableBuilder<Light, Button> Whole() => ControlTable<Light, Button>.Begin(Light.Off)
        .Go(Button.Press, Light.On, Rule, Light.Off)
        .Go(Button.Press, Light.Off, Rule, Light.On)
        .Ignore(Button.Hold, Other, Light.Off)
        .Impossible(Button.Hold, "it is on", Light.On);
}
