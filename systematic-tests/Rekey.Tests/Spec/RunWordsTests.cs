using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Spec;

/// <summary>The control table of runs in words of a protocol's own (spec/model/notation.md).</summary>
public sealed class RunWordsTests
{
    private static readonly RuleId Rule = new("X-01", "A rule of this test.");
    private static readonly Dictionary<RunState, Step> Steps = new() { [RunState.Leading] = Step.Collecting };
    private static readonly Dictionary<RunTrigger, Word> Words = new() { [RunTrigger.Plan] = Word.Key, [RunTrigger.PlanComplete] = Word.Key };

    /// <summary>A state of the same name as one of runs, and one of another name.</summary>
    public enum Step : byte
    {
        Outside,
        Collecting,
    }

    /// <summary>A trigger of the same name as one of runs, and one of another name.</summary>
    public enum Word : byte
    {
        Leave,
        Key,
    }

    private static ControlTableBuilder<RunState, RunTrigger> Runs => ControlTable<RunState, RunTrigger>.Begin(RunState.Outside)
        .Go(RunTrigger.Plan, RunState.Leading, Rule, RunState.Outside)
        .Impossible(RunTrigger.PlanComplete, "nothing is complete", RunState.Outside, RunState.Leading)
        .Impossible(RunTrigger.Plan, "it has one", RunState.Leading)
        .Defer(RunTrigger.Leave, Rule, RunState.Outside);

    /// <summary>Of two triggers that are one to the protocol, the one that can be decides; where none can, the first says why.</summary>
    [Fact]
    public void A_table_says_what_that_of_runs_says()
    {
        var words = new RunWords<Step, Word>(Steps, Words);
        var table = words.Table(Runs.Ignore(RunTrigger.Leave, Rule, RunState.Leading).Stay(RunTrigger.Done, Rule, RunState.Keying));

        table[0, 0].ShouldBe(new TableCell(Verdict.Defer, 0, Rule, ""));
        table[0, 1].ShouldBe(new TableCell(Verdict.Go, 1, Rule, ""));
        table[1, 0].ShouldBe(new TableCell(Verdict.Ignore, 1, Rule, ""));
        table[1, 1].ShouldBe(new TableCell(Verdict.Impossible, 1, null, "it has one"));
        (words.Control(table).StateOf(0), words.Control(table).StateOf(1)).ShouldBe((RunState.Outside, RunState.Leading));
    }

    [Fact]
    public void What_is_undecided_or_decided_in_two_ways_or_leads_to_a_state_that_the_protocol_does_not_have_is_refused()
    {
        Refused(Runs, Steps).ShouldBe("undecided cells: (Collecting, Leave)");
        Refused(Runs.Ignore(RunTrigger.Leave, Rule, RunState.Leading), []).ShouldContain("Leading");
        Refused(Runs.Go(RunTrigger.Leave, RunState.Left, Rule, RunState.Leading), Steps).ShouldContain("Left");
        var twice = ControlTable<RunState, RunTrigger>.Begin(RunState.Outside).Ignore(RunTrigger.Plan, Rule, RunState.Outside).Defer(RunTrigger.PlanComplete, Rule, RunState.Outside);
        Refused(twice, Steps).ShouldBe("cell (Outside, Key) is decided twice");
    }

    [Fact]
    public void A_trigger_that_the_table_does_not_have_is_our_own_bug()
    {
        var words = new RunWords<Step, Word>(Steps, Words);
        var control = words.Control(words.Table(Runs.Ignore(RunTrigger.Leave, Rule, RunState.Leading)));
        var member = new PMember { Self = MemberId.Parse("m1"), Control = 0 };

        control.Decide(member, RunTrigger.Leave, static m => (m, [])).ShouldBeOfType<Deferred>().Cell.ShouldBe(new Cell(0, 0));
        Should.Throw<SpecificationViolation>(() => control.Decide(member, RunTrigger.AckLast, static m => (m, []))).Message.ShouldContain("AckLast");
    }

    private static string Refused(ControlTableBuilder<RunState, RunTrigger> runs, Dictionary<RunState, Step> states) =>
        Should.Throw<InvalidOperationException>(() => new RunWords<Step, Word>(states, Words).Table(runs)).Message;
}
