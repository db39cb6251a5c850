using Rekey.Core;

namespace Rekey.Spec;

/// <summary>One step by a control table.</summary>
public static class TableStep
{
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
        var decision = table.Decide(state.Control, trigger);
        var cell = new Cell(state.Control, ControlTable<TState, TTrigger>.NumberOf(trigger));
        if (decision.Verdict == Verdict.Ignore)
        {
            return new Ignored(cell, decision.Rule!);
        }

        if (decision.Verdict == Verdict.Defer)
        {
            return new Deferred(cell, decision.Rule!);
        }

        var (next, effects) = act(state);
        return new Moved(cell, next.Control == decision.Next ? next : next with { Control = decision.Next }, effects, decision.Rule!);
    }
}
