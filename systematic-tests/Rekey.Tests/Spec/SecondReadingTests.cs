using Rekey.Checking;
using Rekey.Checking.SecondReading;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Spec;

/// <summary>The control tables read by Stateless (spec/decisions/ADR-0002): cell by cell, in lockstep with every machine, and drawn.</summary>
public sealed class SecondReadingTests
{
    public static TheoryData<string> Tables() => [.. NamedTable.All().Select(static t => t.Name)];

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_cell_goes_where_the_table_says_and_an_impossible_one_is_unhandled(string name)
    {
        var table = NamedTable.All().Single(t => t.Name == name).Table;
        var machine = new TableMachine(table);
        machine.State.ShouldBe(table.States[table.Initial]);
        foreach (var (s, t) in Cells(table))
        {
            var (state, trigger, cell) = (table.States[s], table.Triggers[t], table[s, t]);
            if (cell.Verdict == Verdict.Impossible)
            {
                Should.Throw<InvalidOperationException>(() => machine.Fire(state, trigger), $"{trigger} in {state}");
            }
            else
            {
                machine.Fire(state, trigger).ShouldBe(table.States[cell.Verdict == Verdict.Go ? cell.Next : s], $"{trigger} in {state}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_machine_of_a_random_run_is_where_the_second_reading_of_its_table_is(string name)
    {
        var protocol = ProtocolRegistry.Find(name);
        var report = Checker.Run(new CheckRequest
        {
            Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 4), Schedules = 360, Secrecy = false, Lockstep = true,
        });

        report.Findings.Keys.ShouldNotContain(Lockstep.CalledBy);
        report.Unexpected.ShouldBeEmpty();
        var fired = Cells(protocol.Spec.Table).Count(c => report.Coverage[c.State, c.Trigger] > 0);
        var possible = Cells(protocol.Spec.Table).Count(c => protocol.Spec.Table[c.State, c.Trigger].Verdict != Verdict.Impossible);
        fired.ShouldBeGreaterThan(possible / 2);
    }

    /// <summary>Whatever cell of P that runs visit is made wrong in the table that is read, the two readings part.</summary>
    [Theory]
    [InlineData("another state")]
    [InlineData("impossible")]
    [InlineData("ignored")]
    public void A_wrong_cell_is_noticed(string fault)
    {
        var right = ProtocolRegistry.Find("P").Spec.Table;
        var coverage = new Coverage();
        Explored(coverage).ShouldBeEmpty();
        var (wrong, missed) = (0, new List<string>());
        foreach (var (s, t) in Cells(right).Where(c => coverage[c.State, c.Trigger] > 0 && right[c.State, c.Trigger].Verdict == Verdict.Go))
        {
            var cell = right[s, t];
            TableCell changed = fault switch
            {
                "another state" => cell with { Next = (byte)((cell.Next + 1) % right.States.Count) },
                "impossible" => new TableCell(Verdict.Impossible, s, null, "a fault"),
                _ => cell with { Verdict = Verdict.Ignore, Next = s },
            };

            // To act and stay, and to ignore, are the same to whoever sees states alone.
            if (fault == "ignored" && cell.Next == s)
            {
                continue;
            }

            wrong++;
            if (!Explored(new Lockstep(new WrongTable(right, s, t, changed))).Any(static v => v.Property == Lockstep.CalledBy))
            {
                missed.Add($"{right.Triggers[t]} in {right.States[s]}");
            }
        }

        missed.ShouldBeEmpty();
        wrong.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void A_machine_that_goes_elsewhere_than_its_table_says_is_noticed() => Explored(new Lockstep(), static (inner, _) => new LambdaMachine(
            inner,
            static (machine, state, input, entropy) => machine.Step(state, input, entropy) is Moved { Rule.Id: "P-03" } moved
                ? moved with { State = moved.Member with { Control = (byte)(moved.Member.Control + 1) } }
                : machine.Step(state, input, entropy)))
        .ShouldContain(static v => v.Property == Lockstep.CalledBy && v.Message.Contains("the second reading of its table to Keyed"));

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_picture_has_every_cell_that_acts_or_defers_with_its_rule_and_no_other(string name)
    {
        var named = NamedTable.All().Single(t => t.Name == name);
        var (table, drawn) = (named.Table, TableMermaid.Of(named));
        var expected =
            from c in Cells(table)
            let cell = table[c.State, c.Trigger]
            where cell.Verdict is Verdict.Go or Verdict.Defer
            select $"{table.States[c.State]} --> {table.States[cell.Next]}: {table.Triggers[c.Trigger]} [{(cell.Verdict == Verdict.Defer ? "deferred, " : "")}{cell.Rule!.Id}]";
        var arrows =
            from line in drawn.Split('\n')
            let parts = line.Split(" : ")
            where parts.Length == 2
            from label in parts[1].Split("<br/>")
            select $"{parts[0].Trim()}: {label}";

        arrows.ShouldBe(expected, ignoreOrder: true);
        drawn.ShouldContain($"[*] --> {table.States[table.Initial]}\n");
    }

    private static IReadOnlyList<Violation> Explored(Fold fold, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        var runners = CheckRequest.DefaultScenarios(ProtocolRegistry.Find("P"), 1, 4)
            .Select(s => new ScheduleRunner<VsWorld>(new VsWorld(s, new SymbolicBinding(Anywhere.Group), mutate), [new FoldMonitor(fold)])).ToList();
        for (var i = 0; i < 360; i++)
        {
            var rng = Rng.For(1, i);
            if (runners[i % runners.Count].Run(Portfolio.Create("portfolio"), ref rng, 2_000, static _ => true) is { Count: > 0 } violations)
            {
                return violations;
            }
        }

        return [];
    }

    private static IEnumerable<(byte State, byte Trigger)> Cells(IControlTable table) =>
        from s in Enumerable.Range(0, table.States.Count)
        from t in Enumerable.Range(0, table.Triggers.Count)
        select ((byte)s, (byte)t);

    /// <summary>A table with one cell changed.</summary>
    private sealed class WrongTable(IControlTable right, byte wrongState, byte wrongTrigger, TableCell wrong) : IControlTable
    {
        public IReadOnlyList<string> States => right.States;

        public IReadOnlyList<string> Triggers => right.Triggers;

        public byte Initial => right.Initial;

        public TableCell this[byte state, byte trigger] => (state, trigger) == (wrongState, wrongTrigger) ? wrong : right[state, trigger];
    }
}
