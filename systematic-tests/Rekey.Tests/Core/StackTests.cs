using Rekey.Core;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Core;

/// <summary>Layers on each other (spec/decisions/ADR-0016).</summary>
public class StackTests
{
    private static readonly MemberId Me = MemberId.Parse("m1");
    private static readonly RuleId Rule = new("X-01", "A rule of this test.");
    private static readonly Port Low = Port.Of<LowUp, LowDown>("Low");
    private static readonly Port Middle = Port.Of<MiddleUp, MiddleDown>("Middle");
    private static readonly Port High = Port.Of<HighUp, HighDown>("High");

    [Fact]
    public void What_rises_from_the_lower_layer_is_fed_to_the_upper_one_and_what_goes_down_the_other_way()
    {
        var stack = Stack.Of(Counter.Of(Low, Middle), Counter.Of(Middle, High));

        var raised = Step(stack, stack.Initial(Me), new LowUp("a"));
        raised.Effects.ShouldBe([new HighUp("a''")]);
        raised.Inner.Select(static s => s.Input).ShouldBe([new LowUp("a"), new MiddleUp("a'")]);

        var lowered = Step(stack, raised.State, new HighDown("b"));
        lowered.Effects.ShouldBe([new LowDown("b''")]);
        (Counted(((StackState)lowered.State).Lower), Counted(((StackState)lowered.State).Upper)).ShouldBe((2, 2));
    }

    [Fact]
    public void A_layer_between_two_equal_ports_can_be_stacked_too()
    {
        var stack = Stack.Of(Counter.Of(Low, Low), Counter.Of(Low, Low));
        Step(stack, stack.Initial(Me), new LowUp("a")).Effects.ShouldBe([new LowUp("a''")]);
        Step(stack, stack.Initial(Me), new LowDown("a")).Effects.ShouldBe([new LowDown("a''")]);
    }

    [Fact]
    public void What_one_layer_puts_aside_holds_up_nobody_else_and_is_offered_again_after_its_next_move()
    {
        var upper = new Lambda(Middle, High, static (state, input) => (input, ((Count)state).N) switch
        {
            (MiddleUp { Text: "later'" }, 0) => new Deferred(default, Rule),
            _ => Counter.Moved((Count)state, new HighUp(Counter.TextOf(input))),
        });
        var stack = Stack.Of(Counter.Of(Low, Middle), upper);

        var waiting = Step(stack, stack.Initial(Me), new LowUp("later"));
        waiting.Effects.ShouldBeEmpty();
        Step(stack, waiting.State, new LowUp("now")).Effects.ShouldBe([new HighUp("now'"), new HighUp("later'")]);
    }

    [Fact]
    public void An_input_that_nobody_takes_up_leaves_the_stack_as_it_was()
    {
        var lower = new Lambda(Low, Middle, static (_, _) => new Ignored(default, Rule));
        var stack = Stack.Of(lower, Counter.Of(Middle, High));
        var outcome = stack.Step(stack.Initial(Me), new LowUp("a"), NoEntropy.Instance).ShouldBeOfType<Ignored>();
        outcome.Inner.ShouldHaveSingleItem().Layer.ShouldBe(lower);
    }

    [Fact]
    public void A_stack_in_a_stack_is_told_by_its_layers()
    {
        ILayer[] layers = [Counter.Of(Low, Low), Counter.Of(Low, Middle), Counter.Of(Middle, High)];
        var stack = Stack.Of(layers[0], layers[1], layers[2]);
        var moved = Step(stack, stack.Initial(Me), new LowUp("a"));
        moved.Inner.Select(static s => s.Layer).ShouldBe(layers);
        moved.Effects.ShouldBe([new HighUp("a'''")]);
    }

    [Fact]
    public void Timers_fire_at_the_layer_whose_they_are()
    {
        var timer = new TimerId("lower", "t");
        var lower = new Lambda(Low, Middle, (state, input) => input is TimerDue
            ? Counter.Moved((Count)state, new MiddleUp("due"))
            : Counter.Moved((Count)state, new Arm(timer))) { Timers = [timer] };
        var stack = Stack.Of(lower, Counter.Of(Middle, High));

        stack.Timers.ShouldBe([timer]);
        var armed = Step(stack, stack.Initial(Me), new LowUp("a"));
        armed.Effects.ShouldBe([new Arm(timer)]);
        Step(stack, armed.State, new TimerDue(timer)).Effects.ShouldBe([new HighUp("due'")]);
        Should.Throw<SpecificationViolation>(() => stack.Step(armed.State, new TimerDue(new TimerId("upper", "t")), NoEntropy.Instance));
        Should.Throw<ArgumentException>(() => Stack.Of(lower, new Lambda(Middle, High, static (_, _) => new Ignored(default, Rule)) { Timers = [timer] }));
    }

    [Fact]
    public void Layers_without_a_port_in_common_and_events_of_no_port_are_bugs()
    {
        Should.Throw<ArgumentException>(() => Stack.Of(Counter.Of(Low, Middle), Counter.Of(Low, High))).Message.ShouldContain("provides Middle, the upper one asks for Low");
        var stray = Stack.Of(new Lambda(Low, Middle, static (s, _) => Counter.Moved((Count)s, new HighDown("no"))), Counter.Of(Middle, High));
        Should.Throw<SpecificationViolation>(() => stray.Step(stray.Initial(Me), new LowUp("a"), NoEntropy.Instance));
        Should.Throw<SpecificationViolation>(() => stray.Step(stray.Initial(Me), new MiddleUp("a"), NoEntropy.Instance));
    }

    [Fact]
    public void Every_group_has_a_layer_of_its_own()
    {
        var (g, h) = (new GroupId("g"), new GroupId("h"));
        var layers = PerGroup.Of(Low, High, static _ => Counter.Of(Low, High));
        var one = Step(layers, layers.Initial(Me), new GroupUp(g, new LowUp("a")));
        one.Effects.ShouldBe([new GroupUp(g, new HighUp("a'"))]);
        one.Inner.ShouldHaveSingleItem().Group.ShouldBe(g);
        var two = Step(layers, Step(layers, one.State, new GroupDown(h, new HighDown("b"))).State, new GroupUp(g, new LowUp("c")));
        var groups = ((PerGroupState)two.State).Groups;
        (Counted(groups[g]), Counted(groups[h])).ShouldBe((2, 1));
        two.State.Fingerprint.ShouldNotBe(one.State.Fingerprint);
        Should.Throw<SpecificationViolation>(() => layers.Step(two.State, new LowUp("a"), NoEntropy.Instance)).Message.ShouldContain("names no group");
    }

    private static Moved Step(ILayer layer, LayerState state, PortEvent input) => layer.Step(state, input, NoEntropy.Instance).ShouldBeOfType<Moved>();

    private static int Counted(Mailbox box) => ((Count)box.State).N;

    private record LowUp(string Text) : PortEvent;

    private record LowDown(string Text) : PortEvent;

    private record MiddleUp(string Text) : PortEvent;

    private record MiddleDown(string Text) : PortEvent;

    private record HighUp(string Text) : PortEvent;

    private record HighDown(string Text) : PortEvent;

    private sealed record Count(int N) : LayerState
    {
        public override ulong Fingerprint => (ulong)N;
    }

    /// <summary>Passes on what comes, with a mark, and counts.</summary>
    private static class Counter
    {
        public static ILayer Of(Port lower, Port upper) => new Lambda(lower, upper, (state, input) =>
            Moved((Count)state, Made(lower.Raises(input) ? upper.Up : lower.Down, TextOf(input) + "'")));

        public static Moved Moved(Count state, PortEvent effect) => new(default, state with { N = state.N + 1 }, [effect], Rule);

        public static string TextOf(PortEvent input) => (string)input.GetType().GetProperty("Text")!.GetValue(input)!;

        private static PortEvent Made(Type type, string text) => (PortEvent)Activator.CreateInstance(type, text)!;
    }

    private sealed class Lambda(Port lower, Port upper, Func<LayerState, PortEvent, Outcome> step) : ILayer
    {
        public Port Lower => lower;

        public Port Upper => upper;

        public IReadOnlyList<TimerId> Timers { get; init; } = [];

        public LayerState Initial(MemberId self) => new Count(0) { Self = self, Control = 0 };

        public Outcome Step(LayerState state, PortEvent input, IEntropy entropy) => step(state, input);
    }
}
