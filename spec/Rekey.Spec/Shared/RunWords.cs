namespace Rekey.Spec.Shared;

/// <summary>
/// A protocol's own words for states and triggers of runs, where its paper has fewer of them, or other names. Its control table is that of runs, told in them.
/// </summary>
public sealed class RunWords<TState, TTrigger>
    where TState : unmanaged, Enum
    where TTrigger : unmanaged, Enum
{
    private readonly Dictionary<RunState, TState> states;
    private readonly Dictionary<RunTrigger, TTrigger> triggers;

    /// <summary>Words. What has the same name in both is not repeated; what has none is not in the protocol.</summary>
    /// <param name="states">States of the protocol, by those of runs.</param>
    /// <param name="triggers">Triggers of the protocol, by those of runs; several may be one to it.</param>
    public RunWords(IReadOnlyDictionary<RunState, TState>? states = null, IReadOnlyDictionary<RunTrigger, TTrigger>? triggers = null) =>
        (this.states, this.triggers) = (All(states), All(triggers));

    /// <summary>The protocol's control table: the cells of runs, in its words. Of triggers that are one to it, only one can be possible in a state.</summary>
    /// <exception cref="InvalidOperationException">A cell is decided in two ways or not at all, or leads to a state that the protocol does not have.</exception>
    public ControlTable<TState, TTrigger> Table(ControlTableBuilder<RunState, RunTrigger> runs)
    {
        var table = ControlTable<TState, TTrigger>.Begin(Own(RunState.Outside));
        foreach (var (state, own) in states)
        {
            foreach (var trigger in triggers.GroupBy(static t => t.Value, static t => t.Key))
            {
                var cells = trigger.Select(t => runs[state, t]).OfType<TableCell>().ToList();
                foreach (var cell in cells.Where(static c => c.Verdict != Verdict.Impossible).DefaultIfEmpty(cells.FirstOrDefault()).OfType<TableCell>())
                {
                    table.Set(trigger.Key, [own], _ => cell with { Next = ControlTable<TState, TTrigger>.Number(Own((RunState)cell.Next)) });
                }
            }
        }

        return table.Build();
    }

    /// <summary>A table in these words, as runs are carried out by it.</summary>
    public RunControl Control(ControlTable<TState, TTrigger> table) => new(
        table,
        [.. Enum.GetValues<TState>().Select(own => states.Single(s => s.Value.Equals(own)).Key)],
        [.. Enum.GetValues<RunTrigger>().Select(t => triggers.TryGetValue(t, out var own) ? ControlTable<TState, TTrigger>.NumberOf(own) : (byte?)null)]);

    private TState Own(RunState state) => states.TryGetValue(state, out var own) ? own : throw new InvalidOperationException($"a cell leads to {state}, which the protocol does not have");

    private static Dictionary<TRun, TOwn> All<TRun, TOwn>(IReadOnlyDictionary<TRun, TOwn>? given)
        where TRun : unmanaged, Enum
        where TOwn : unmanaged, Enum
    {
        var all = given?.ToDictionary() ?? [];
        foreach (var word in Enum.GetValues<TRun>())
        {
            if (Enum.TryParse<TOwn>(word.ToString(), out var same))
            {
                all.TryAdd(word, same);
            }
        }

        return all;
    }
}
