using Rekey.Core;

namespace Rekey.Spec;

/// <summary>Collects the cells of a control table and refuses to build one with a gap.</summary>
public sealed class ControlTableBuilder<TState, TTrigger>
    where TState : unmanaged, Enum
    where TTrigger : unmanaged, Enum
{
    private readonly TState initial;
    private readonly TState[] states = Enum.GetValues<TState>();
    private readonly TTrigger[] triggers = Enum.GetValues<TTrigger>();
    private readonly TableCell?[] cells;

    internal ControlTableBuilder(TState initial)
    {
        this.initial = initial;
        cells = new TableCell?[states.Length * triggers.Length];
        RequireDense(states);
        RequireDense(triggers);
    }

    /// <summary>The cell as decided so far; null where it is not.</summary>
    internal TableCell? this[TState state, TTrigger trigger] => cells[Place(state, trigger)];

    /// <summary>Act by a rule and go to a state.</summary>
    public ControlTableBuilder<TState, TTrigger> Go(TTrigger trigger, TState next, RuleId rule, params TState[] from) =>
        Set(trigger, from, _ => new TableCell(Verdict.Go, Number(next), rule, ""));

    /// <summary>Act by a rule and stay in the state.</summary>
    public ControlTableBuilder<TState, TTrigger> Stay(TTrigger trigger, RuleId rule, params TState[] from) =>
        Set(trigger, from, s => new TableCell(Verdict.Go, Number(s), rule, ""));

    /// <summary>Of no consequence, by a rule.</summary>
    public ControlTableBuilder<TState, TTrigger> Ignore(TTrigger trigger, RuleId rule, params TState[] from) =>
        Set(trigger, from, s => new TableCell(Verdict.Ignore, Number(s), rule, ""));

    /// <summary>Too early, by a rule.</summary>
    public ControlTableBuilder<TState, TTrigger> Defer(TTrigger trigger, RuleId rule, params TState[] from) =>
        Set(trigger, from, s => new TableCell(Verdict.Defer, Number(s), rule, ""));

    /// <summary>Cannot happen; the reason is for the reader.</summary>
    public ControlTableBuilder<TState, TTrigger> Impossible(TTrigger trigger, string why, params TState[] from) =>
        Set(trigger, from, s => new TableCell(Verdict.Impossible, Number(s), null, why));

    /// <summary>Checks that every cell is decided and every state can be reached, and gives the table.</summary>
    /// <exception cref="InvalidOperationException">A cell is undecided, or a state is unreachable; all of them are named.</exception>
    public ControlTable<TState, TTrigger> Build()
    {
        var undecided = from s in states from t in triggers where cells[Place(s, t)] is null select $"({s}, {t})";
        var gaps = string.Join(", ", undecided);
        if (gaps.Length > 0)
        {
            throw new InvalidOperationException($"undecided cells: {gaps}");
        }

        var unreachable = string.Join(", ", states.Where(s => !Reachable().Contains(Number(s))));
        return unreachable.Length == 0
            ? new ControlTable<TState, TTrigger>(initial, cells!)
            : throw new InvalidOperationException($"unreachable states: {unreachable}");
    }

    /// <summary>Decides a trigger in some states.</summary>
    internal ControlTableBuilder<TState, TTrigger> Set(TTrigger trigger, TState[] from, Func<TState, TableCell> cell)
    {
        foreach (var state in from)
        {
            ref var place = ref cells[Place(state, trigger)];
            if (place is not null)
            {
                throw new InvalidOperationException($"cell ({state}, {trigger}) is decided twice");
            }

            place = cell(state);
        }

        return this;
    }

    private HashSet<byte> Reachable()
    {
        var reached = new HashSet<byte> { Number(initial) };
        var work = new Queue<byte>(reached);
        while (work.TryDequeue(out var state))
        {
            foreach (var trigger in triggers)
            {
                var cell = cells[Place(states[state], trigger)]!;
                if (cell.Verdict == Verdict.Go && reached.Add(cell.Next))
                {
                    work.Enqueue(cell.Next);
                }
            }
        }

        return reached;
    }

    private int Place(TState state, TTrigger trigger) => (Number(state) * triggers.Length) + Number(trigger);

    private static byte Number<T>(T value)
        where T : unmanaged, Enum => ControlTable<TState, TTrigger>.Number(value);

    private static void RequireDense<T>(T[] values)
        where T : unmanaged, Enum
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Number(values[i]) != i)
            {
                throw new InvalidOperationException($"{typeof(T).Name} must number its values 0, 1, 2, ...: {values[i]}");
            }
        }
    }
}
