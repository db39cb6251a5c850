using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Tests.Protocols;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Spec.Cells;

/// <summary>
/// Impossible cells are impossible (spec/model/notation.md). The tables are compared, cell by cell, with a second statement that knows no table: what is
/// true of a member in each state, and what each trigger presupposes. And runs are watched, whether that second statement is true of them.
/// </summary>
public sealed class ImpossibleCellTests
{
    private static readonly string[] Exploring =
    [
        "crash=1,recover=1,leave=2,join=1,partition=1,merge=1,refresh=3,send=3,replay=2,forge=2,withhold=1,depth=3",
        "crash=1,leave=1,join=1,refresh=4,send=4,depth=2",
    ];

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    /// <summary>A cell that is made possible without need, or impossible without reason, is named here.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_cell_is_impossible_where_its_trigger_presupposes_what_is_not_true_in_its_state_and_nowhere_else(string protocol)
    {
        var spec = ProtocolRegistry.Find(protocol).Spec;
        var traits = TableTraits.Of(spec);

        Cells(spec.Table).Where(c => (c.Cell.Verdict == Verdict.Impossible) == TriggerFacts.CanBe(c.Trigger, c.State, traits))
            .Select(static c => $"({c.State}, {c.Trigger}) is {c.Cell.Verdict}").ShouldBeEmpty();
        Cells(spec.Table).Count(static c => c.Cell.Verdict == Verdict.Impossible).ShouldBeGreaterThan(50);
    }

    /// <summary>To ask for one is our own bug, which exploration and search report as one.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_machine_that_asks_for_an_impossible_cell_is_stopped(string protocol)
    {
        var table = ProtocolRegistry.Find(protocol).Spec.Table;
        for (byte s = 0; s < table.States.Count; s++)
        {
            for (byte t = 0; t < table.Triggers.Count; t++)
            {
                if (table[s, t] is { Verdict: Verdict.Impossible, Why: var why })
                {
                    Should.Throw<SpecificationViolation>(() => table.Decide(s, t)).Message.ShouldBe($"{table.Triggers[t]} in state {table.States[s]} is impossible: {why}");
                }
            }
        }
    }

    /// <summary>
    /// In every step of random schedules with faults and attacks, what is said of the member's state is true of the member, and what the trigger
    /// presupposes is too: so no run came to a cell that contradicts itself, and none could without showing here.
    /// </summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Whatever_a_step_is_asked_is_true_of_the_member_that_makes_it(string protocol)
    {
        var definition = ProtocolRegistry.Find(protocol);
        var visited = new HashSet<Cell>();
        foreach (var (faults, members) in Exploring.SelectMany(static f => new[] { (f, 2), (f, 3), (f, 4) }))
        {
            for (var seed = 1UL; seed <= 20; seed++)
            {
                WatchedRun.Explore(new Scenario(definition, members, FaultBudget.Parse(faults)), seed, (inner, state, input, entropy) =>
                {
                    var outcome = inner.Step(state, input, entropy);
                    if (CellOf(outcome) is { } cell)
                    {
                        visited.Add(cell);
                        Wrong((RunMember)state, cell, definition).ShouldBeEmpty($"{members} members, {faults}, seed {seed}");
                    }

                    return outcome;
                });
            }
        }

        visited.Count.ShouldBeGreaterThan(definition.Spec.Table.States.Count * 3);
    }

    [Fact]
    public void Every_fact_is_said_of_some_state_and_every_fact_but_one_can_be_seen()
    {
        var states = ProtocolRegistry.All.SelectMany(static p => p.Spec.Table.States).Distinct().ToList();
        var seen = StateFacts.SeenIn(new PMember { Self = MemberId.Parse("m1"), Control = 0 }).Select(static g => g.Fact);

        states.SelectMany(StateFacts.Of).Select(static g => g.Fact).Distinct().ShouldBe(Enum.GetValues<Fact>(), ignoreOrder: true);
        seen.ShouldBe(Enum.GetValues<Fact>().Except([Fact.Gone]), ignoreOrder: true);
    }

    private static List<string> Wrong(RunMember member, Cell cell, ProtocolDefinition protocol)
    {
        var (table, seen) = (protocol.Spec.Table, StateFacts.SeenIn(member).ToList());
        var (state, trigger) = (table.States[cell.State], table.Triggers[cell.Trigger]);
        var alternatives = TriggerFacts.Of(trigger, TableTraits.Of(protocol.Spec));
        return
        [
            .. TriggerFacts.Contradictions(StateFacts.Of(state), seen).Select(g => $"in {state}, {g.Fact} should be {g.Is}"),
            .. alternatives.Any(a => TriggerFacts.Contradictions(a, seen).Count == 0) ? [] : new[] { $"{trigger} in {state}: {string.Join(" or ", alternatives.Select(static a => string.Join(", ", a)))}" },
        ];
    }

    private static Cell? CellOf(Outcome outcome) => outcome switch
    {
        Moved moved => moved.Cell,
        Ignored ignored => ignored.Cell,
        Deferred deferred => deferred.Cell,
        _ => null,
    };

    private static IEnumerable<(string State, string Trigger, TableCell Cell)> Cells(IControlTable table) =>
        from s in Enumerable.Range(0, table.States.Count)
        from t in Enumerable.Range(0, table.Triggers.Count)
        select (table.States[s], table.Triggers[t], table[(byte)s, (byte)t]);
}
