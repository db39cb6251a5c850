using Rekey.Core;

namespace Rekey.Spec;

/// <summary>One step by a control table.</summary>
public static class TableStep
{
    /// <summary>The outcome, where the table alone decides it: the input is ignored or deferred. Null where there is something to do.</summary>
    /// <param name="table">The table.</param>
    /// <param name="control">The control state.</param>
    /// <param name="trigger">What the input was classified as.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="decision">What it says.</param>
    /// <exception cref="SpecificationViolation">The cell is impossible.</exception>
    public static Outcome? Settled<TState, TTrigger>(this ControlTable<TState, TTrigger> table, byte control, TTrigger trigger, out Cell cell, out TableCell decision)
        where TState : unmanaged, Enum
        where TTrigger : unmanaged, Enum
    {
        decision = table.Decide(control, trigger);
        cell = new Cell(control, ControlTable<TState, TTrigger>.NumberOf(trigger));
        return decision.Verdict switch
        {
            Verdict.Ignore => new Ignored(cell, decision.Rule!),
            Verdict.Defer => new Deferred(cell, decision.Rule!),
            _ => null,
        };
    }

    /// <summary>Asks the table, and acts where it says so.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The state before.</param>
    /// <param name="trigger">What the input was classified as.</param>
    /// <param name="act">What to do: the new state, whose control state the table gives, and effects.</param>
    /// <exception cref="SpecificationViolation">The cell is impossible.</exception>
    public static Outcome Decide<TMember, TState, TTrigger>(
        this ControlTable<TState, TTrigger> table, TMember state, TTrigger trigger, Func<TMember, (TMember State, PortEvent[] Effects)> act)
        where TMember : LayerState
        where TState : unmanaged, Enum
        where TTrigger : unmanaged, Enum
    {
        if (table.Settled(state.Control, trigger, out var cell, out var decision) is { } settled)
        {
            return settled;
        }

        var (next, effects) = act(state);
        return new Moved(cell, next.Control == decision.Next ? next : next with { Control = decision.Next }, effects, decision.Rule!);
    }
}
